package bench;

import httpd.http.HttpError;
import httpd.http.InputBuffer;
import httpd.http.Limits;
import httpd.http.Request;
import httpd.http.RequestParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Sixteen requests that arrive together; the figures are for one of them. */
@OperationsPerInvocation(PipelineBenchmark.DEPTH)
public class PipelineBenchmark extends Settings {
    static final int DEPTH = 16;

    @Param
    public Sample request;

    private final InputBuffer in = new InputBuffer();
    private final RequestParser parser = new RequestParser(Limits.DEFAULT);
    private final BareScan scan = new BareScan();
    private byte[] bytes;

    @Setup
    public void repeat() {
        bytes = request.bytes(DEPTH);
    }

    @Benchmark
    public void parse(Blackhole answers) throws HttpError {
        in.append(bytes, 0, bytes.length);
        for (Request parsed = parser.next(in); parsed != null; parsed = parser.next(in)) {
            answers.consume(parsed);
        }
    }

    @Benchmark
    public void scan(Blackhole answers) {
        scan.append(bytes, 0, bytes.length);
        for (int end = scan.next(); end >= 0; end = scan.next()) {
            answers.consume(end);
        }
    }
}

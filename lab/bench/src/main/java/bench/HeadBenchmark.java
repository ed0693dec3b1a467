package bench;

import httpd.http.HttpError;
import httpd.http.InputBuffer;
import httpd.http.Limits;
import httpd.http.Request;
import httpd.http.RequestParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One request after another on a connection that is kept: the strict parse, and the bare scan of the same bytes in the same pieces. */
public class HeadBenchmark extends Settings {
    @Param
    public Sample request;

    @Param
    public Cut cut;

    private final InputBuffer in = new InputBuffer();
    private final RequestParser parser = new RequestParser(Limits.DEFAULT);
    private final BareScan scan = new BareScan();
    private byte[] bytes;
    private int[] ends;

    @Setup
    public void cut() {
        bytes = request.bytes(1);
        ends = cut.ends(bytes.length);
    }

    /** As a connection does it: look first at what is left in the buffer, then receive, until there is a request. */
    @Benchmark
    public Request parse() throws HttpError {
        Request parsed = parser.next(in);
        int from = 0;
        for (int piece = 0; parsed == null; piece++) {
            in.append(bytes, from, ends[piece] - from);
            from = ends[piece];
            parsed = parser.next(in);
        }
        return parsed;
    }

    @Benchmark
    public int scan() {
        int end = scan.next();
        int from = 0;
        for (int piece = 0; end < 0; piece++) {
            scan.append(bytes, from, ends[piece] - from);
            from = ends[piece];
            end = scan.next();
        }
        return end;
    }
}

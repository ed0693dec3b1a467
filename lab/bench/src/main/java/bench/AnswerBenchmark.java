package bench;

import httpd.http.HttpError;
import httpd.http.InputBuffer;
import httpd.http.Limits;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.RequestParser;
import httpd.http.Response;
import httpd.http.ResponseWriter;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The answer {@code Hello, World!}: its head and body as bytes that could be sent. */
public class AnswerBenchmark extends Settings {
    private static final String GREETING = "Hello, World!\n";

    private final OutputBuffer out = new OutputBuffer();
    private final ResponseWriter writer = new ResponseWriter();
    private final Response prepared = Response.text(200, GREETING);
    private Request request;

    @Setup
    public void ask() throws HttpError {
        InputBuffer in = new InputBuffer();
        byte[] bytes = Sample.HELLO.bytes(1);
        in.append(bytes, 0, bytes.length);
        request = new RequestParser(Limits.DEFAULT).next(in);
    }

    /** An answer that exists already. */
    @Benchmark
    public OutputBuffer encode() throws IOException {
        return encode(prepared);
    }

    /** An answer that is made for this request and checked, as a server does it. */
    @Benchmark
    public OutputBuffer makeAndEncode() throws IOException {
        return encode(Response.text(200, GREETING).check());
    }

    private OutputBuffer encode(Response response) throws IOException {
        out.consume(out.length());
        writer.start(response, request, false, out);
        return out;
    }
}

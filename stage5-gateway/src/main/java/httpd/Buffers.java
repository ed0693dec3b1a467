package httpd;

import httpd.http.InputBuffer;
import httpd.http.OutputBuffer;
import java.util.ArrayDeque;

/** Buffers that nobody needs at the moment. A connection that waits for its client's next request has none. */
final class Buffers {
    private static final int MOST = 64;
    private static final int LARGEST = 128 << 10;

    private final ArrayDeque<InputBuffer> inputs = new ArrayDeque<>();
    private final ArrayDeque<OutputBuffer> outputs = new ArrayDeque<>();

    InputBuffer input() {
        return inputs.isEmpty() ? new InputBuffer() : inputs.pop();
    }

    OutputBuffer output() {
        return outputs.isEmpty() ? new OutputBuffer() : outputs.pop();
    }

    /** Takes back a buffer from which nobody reads any more; it must be empty. */
    void giveBack(InputBuffer buffer) {
        buffer.release();
        if (inputs.size() < MOST) {
            inputs.push(buffer);
        }
    }

    /** Takes back a buffer, which must be empty. */
    void giveBack(OutputBuffer buffer) {
        if (outputs.size() < MOST && buffer.array().length <= LARGEST) {
            outputs.push(buffer);
        }
    }
}

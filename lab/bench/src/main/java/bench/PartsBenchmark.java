package bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How much of {@link HeadBenchmark#scan} is the scan itself, and how much the copy that brings the bytes. */
public class PartsBenchmark extends Settings {
    @Param
    public Sample request;

    private byte[] bytes;
    private byte[] copy;

    @Setup
    public void prepare() {
        bytes = request.bytes(1);
        copy = bytes.clone();
    }

    @Benchmark
    public int scanInPlace() {
        return BareScan.endOfHead(bytes, 3, bytes.length);
    }

    @Benchmark
    public byte[] copy() {
        System.arraycopy(bytes, 0, copy, 0, bytes.length);
        return copy;
    }
}

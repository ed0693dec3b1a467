package behaviours;

/** Takes the bytes of a body that is too big to be held, piece by piece. */
@FunctionalInterface
public interface ByteSink {
    void accept(byte[] buffer, int offset, int length);
}

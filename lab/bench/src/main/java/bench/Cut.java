package bench;

/** How a request arrives: in how many pieces. */
public enum Cut {
    WHOLE, THIRDS, BYTES;

    /** Returns where each piece ends. */
    int[] ends(int length) {
        int pieces = switch (this) {
            case WHOLE -> 1;
            case THIRDS -> 3;
            case BYTES -> length;
        };
        int[] ends = new int[pieces];
        for (int i = 0; i < pieces; i++) {
            ends[i] = length * (i + 1) / pieces;
        }
        return ends;
    }
}

package behaviours;

/** The thorough run: with the system property {@code behaviours.hard=true} tries and sizes are ten times as large. */
public final class Hard {
    private static final int FACTOR = 10;

    private Hard() {
    }

    public static boolean on() {
        return Boolean.getBoolean("behaviours.hard");
    }

    public static int scale(int n) {
        return on() ? Math.multiplyExact(n, FACTOR) : n;
    }
}

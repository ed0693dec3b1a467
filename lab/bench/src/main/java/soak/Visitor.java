package soak;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody who does the same thing again and again until the time is up. */
final class Visitor implements Runnable {
    /** What it does once. */
    @FunctionalInterface
    interface Habit {
        void once(Visitor visitor) throws IOException, InterruptedException;
    }

    private final String name;
    private final Habit habit;
    private final int port;
    private final Journal journal;
    private final boolean mayBeRefused;
    private final CountDownLatch over;
    private final Random random;

    /** @param over counts down when the time is up */
    Visitor(String name, Habit habit, int port, Journal journal, boolean mayBeRefused, CountDownLatch over) {
        this.name = name;
        this.habit = habit;
        this.port = port;
        this.journal = journal;
        this.mayBeRefused = mayBeRefused;
        this.over = over;
        random = new Random(name.hashCode());
    }

    @Override
    public void run() {
        try {
            while (!isOver()) {
                try {
                    habit.once(this);
                } catch (Talk.Refused e) {
                    if (!mayBeRefused) {
                        journal.wrong(name, "503 from a server that has a thread for everybody");
                    }
                    pause(100, 500);
                } catch (IOException e) {
                    journal.wrong(name, e.toString());
                    pause(500, 1000);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return port;
    }

    Journal journal() {
        return journal;
    }

    boolean mayBeRefused() {
        return mayBeRefused;
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    Talk open() throws IOException {
        return open(0);
    }

    Talk open(int receiveBuffer) throws IOException {
        return new Talk(port, receiveBuffer, journal);
    }

    /** Returns a number from 0 to {@code bound - 1}. */
    int any(int bound) {
        return random.nextInt(bound);
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Waits for some time between these, or until the time is up. */
    void pause(int leastMs, int mostMs) throws InterruptedException {
        over.await(leastMs + any(mostMs - leastMs + 1), TimeUnit.MILLISECONDS);
    }
}

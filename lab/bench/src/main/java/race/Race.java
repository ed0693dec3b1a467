package race;

import java.util.List;

/** Sets servers against each other, with wrk as the client; see {@link Options#USAGE}. */
public final class Race {
    private Race() {
    }

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        try {
            Options options = new Options(args);
            Rounds rounds = new Rounds(options);
            rounds.run();
            new Report(options, rounds).print();
        } catch (IllegalArgumentException e) {
            System.err.println("race: " + e.getMessage());
            System.exit(2);
        }
    }
}

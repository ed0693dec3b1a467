package lab;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The program behind {@code ./stages}: everything that looks at the servers from outside. Without a command it starts all of them. */
@CommandLine.Command(name = "stages", subcommands = {Run.class, Check.class, Diff.class, Sync.class},
        synopsisHeading = "Usage: ", description = "Without a command: starts all stages, prints their addresses, and waits for Ctrl-C.",
        commandListHeading = "%nCommands (each has --help):%n")
public final class Lab extends Command {
    @Option(names = "--free-ports", description = "take free ports instead of 8001, 8002, ...")
    boolean freePorts;

    public static void main(String[] words) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), words));
    }

    /** Runs one command; whatever goes wrong is one line and an exit code. */
    static int run(PrintWriter out, PrintWriter err, String... words) {
        try {
            CommandLine line = new CommandLine(new Lab()).setOut(out).setErr(err)
                    .setParameterExceptionHandler((e, all) -> complain(e))
                    .setExecutionExceptionHandler((e, command, parsed) -> complain(err, e));
            line.getSubcommands().get("run").setStopAtPositional(true);
            return line.execute(words);
        } catch (Failure e) {
            return complain(err, e);
        }
    }

    private static int complain(PrintWriter err, Exception e) {
        String message = e instanceof Failure ? e.getMessage() : e.toString();
        err.println("stages: " + message.lines().findFirst().orElse(""));
        return e instanceof Failure failure ? failure.exitCode() : Failure.FAILED;
    }

    private static int complain(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        String message = e.getMessage().lines().findFirst().orElse("");
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            boolean option = word.startsWith("-");
            List<String> known = List.copyOf(option ? command.getCommandSpec().optionsMap().keySet() : command.getSubcommands().keySet());
            String kind = option ? "option " : known.isEmpty() ? "parameter " : "command ";
            message = "there is no " + kind + word + Nearest.question(word, known);
        }
        command.getErr().println("stages: " + message + " (" + command.getCommandSpec().qualifiedName() + " --help tells more)");
        return Failure.WRONG_USAGE;
    }

    @Override
    public Integer call() throws InterruptedException {
        Fleet fleet = new Fleet(out());
        fleet.start(project.stages(), freePorts);
        fleet.awaitEnd();
        return Failure.FAILED;
    }
}

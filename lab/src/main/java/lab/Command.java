package lab;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Base of all commands: help, the work tree, and where to print. */
abstract class Command implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "print this help")
    boolean help;

    final Project project = Project.here();

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** A wrong use that only the command itself can see. */
    CommandLine.ParameterException wrong(String line) {
        return new CommandLine.ParameterException(spec.commandLine(), line);
    }
}

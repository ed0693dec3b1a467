package lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code stages run N}: one stage in the foreground, as if it had been started by hand. */
@CommandLine.Command(name = "run", description = "Runs one stage in the foreground; Ctrl-C ends it.",
        footer = {"", "What follows N are the stage's own options: ./stages run 2 --port 9000, ./stages run 2 -- --help"})
final class Run extends Command {
    @Parameters(index = "0", paramLabel = "N", description = "number of the stage")
    int number;

    @Parameters(index = "1..*", paramLabel = "option", description = "passed on to the stage")
    List<String> options = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(project.stage(number).command());
        command.addAll(options.stream().limit(1).filter(word -> !word.equals("--")).toList());
        command.addAll(options.stream().skip(1).toList());
        Process stage = new ProcessBuilder(command).inheritIO().start();
        Children.endWithUs(List.of(stage));
        return stage.waitFor();
    }
}

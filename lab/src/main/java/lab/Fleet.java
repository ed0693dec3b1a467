package lab;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All stages at once, each a process of its own; what they print is passed on with the stage's number before it. */
final class Fleet {
    private final PrintWriter out;
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private volatile boolean ending;

    Fleet(PrintWriter out) {
        this.out = out;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of stages"));
    }

    /** Starts them all on their own ports or on free ones, and prints where they are once every one of them listens. */
    void start(List<Stage> stages, boolean freePorts) throws InterruptedException {
        for (Stage stage : stages) {
            List<String> command = new ArrayList<>(stage.command());
            command.addAll(List.of("--port", Integer.toString(freePorts ? 0 : stage.port())));
            children.add(new Child(command, line -> print("stage " + stage.number() + " | " + line)));
        }
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            try {
                addresses.add(String.format("Stage %d  %-14s %s", stage.number(), stage.name(), children.get(i).awaitAddress()));
            } catch (Failure e) {
                ending = true;
                throw Failure.failed("stage " + stage.title() + " did not start" + (freePorts ? "" : " on port " + stage.port())
                        + ": " + e.getMessage());
            }
        }
        addresses.forEach(out::println);
        out.println("Ctrl-C stops " + (stages.size() == 1 ? "it." : "them all."));
        out.flush();
    }

    private void print(String line) {
        if (ending) return;
        out.println(line);
        out.flush();
    }

    /** Returns when no stage runs any more. */
    void awaitEnd() {
        children.forEach(Child::awaitEnd);
    }

    private void end() {
        ending = true;
        Children.end(children.stream().map(Child::process).toList());
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Shows who waits for processes that have ended. On Linux:
 *   java Zombie.java                                           the orphan is reaped by process 1, if that is an init
 *   sudo unshare --pid --fork --mount-proc java Zombie.java    here this program is process 1, and nobody reaps it
 */
public class Zombie {
    public static void main(String[] args) throws Exception {
        System.out.println("this is process " + ProcessHandle.current().pid() + ", process 1 is " + state("1"));

        Process child = new ProcessBuilder("sleep", "0.3").start();
        Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("process reaper"))
                .forEach(name -> System.out.println("a thread waits for the child: " + name));
        System.out.println("child:  " + state(child.pid()));
        child.waitFor();
        System.out.println("after its end:  " + state(child.pid()));

        // The shell starts a sleep in the background and ends before it: the sleep is an orphan, a child of process 1 from then on.
        Process shell = new ProcessBuilder("sh", "-c", "sleep 0.3 & echo $!").redirectErrorStream(true).start();
        String orphan = shell.inputReader().readLine();
        shell.waitFor();
        System.out.println("orphan: " + state(orphan));
        Thread.sleep(1000);
        System.out.println("after its end:  " + state(orphan));
    }

    /** Number, name, state (S sleeps, Z is a zombie) and parent of a process. */
    static String state(Object pid) throws IOException {
        try {
            String[] words = Files.readString(Path.of("/proc", pid.toString(), "stat")).split(" ");
            return words[0] + " " + words[1] + " " + words[2] + " ppid=" + words[3];
        } catch (NoSuchFileException e) {
            return "gone";
        }
    }
}

package behaviours.suite;

import behaviours.Answer;
import behaviours.Contract;
import behaviours.Deadline;
import behaviours.Hard;
import behaviours.Target;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.Corpus;
import behaviours.corpus.RequestFile;
import behaviours.corpus.Segmentation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the contracts about messages share: the corpus in every segmentation, and reading to the end of a connection. */
public abstract class MessageContract extends Contract {
    /** The request that is sent right behind others. */
    protected static final byte[] BEHIND = bytes("GET / HTTP/1.1\r\nHost: behind.example\r\nConnection: close\r\n\r\n");
    /** The statuses that say: this is no request that I understand, and I do not know where the next one begins. */
    protected static final Set<Integer> REFUSALS = Set.of(400, 408, 411, 413, 414, 417, 431, 501, 505);

    /** Others may take larger bodies than ours do. */
    private static final Set<Integer> TOO_LARGE = Set.of(413);
    private static final int GATEWAY = 5;
    private static final int LISTED = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Stage 5 keeps no body in memory and takes larger ones; what is said here of the limit is said of ten megabytes. */
    @Override
    protected Target started() {
        boolean larger = !target().foreign() && target().stage() >= GATEWAY;
        return larger ? target().options("--limits.body", "10485760") : target();
    }

    protected static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    protected static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    /** A head with the right Host. */
    protected final String head(String requestLine, String... fields) {
        StringBuilder head = new StringBuilder(requestLine + "\r\nHost: " + server().authority() + "\r\n");
        for (String field : fields) head.append(field).append("\r\n");
        return head + "\r\n";
    }

    /** A request with a body and its length on a new connection, and its answer. */
    protected final Answer ask(String method, String requestTarget, byte[] body, String... fields) {
        try (Wire wire = connect()) {
            List<String> all = new ArrayList<>(List.of(fields));
            all.addAll(List.of("Content-Length: " + body.length, "Connection: close"));
            String head = head(method + " " + requestTarget + " HTTP/1.1", all.toArray(String[]::new));
            return wire.send(join(bytes(head), body)).answer(method);
        }
    }

    /** Every file of one row of the catalogue, in every segmentation, alone and with another request behind it. */
    protected final void corpus(String behaviour) {
        List<RequestFile> files = new ArrayList<>(Corpus.of(behaviour));
        if (target().foreign()) files.removeIf(file -> file.expect().equals(TOO_LARGE));
        files.sort((a, b) -> Boolean.compare(a.valid(), b.valid())); // what a server without the behaviour gets wrong comes first
        int enough = target().stage() < 2 ? 1 : LISTED;
        List<String> names = new ArrayList<>();
        StringBuilder details = new StringBuilder();
        Deadline patience = null;
        for (RequestFile file : files) {
            String failure = failure(file);
            if (failure == null) continue;
            names.add(file.name());
            details.append(failure).append('\n');
            if (patience == null) patience = Deadline.in(PATIENCE);
            if (names.size() == enough || patience.passed()) break;
        }
        if (names.isEmpty()) return;
        throw Violation.complete(names.size() + " of " + files.size() + " requests of the corpus were answered wrongly"
                + (names.size() == enough || patience.passed() ? ", and the rest was not tried: " : ": ")
                + String.join(", ", names) + "\n" + details);
    }

    /** What is wrong with the first segmentation that fails; null if none does. */
    private String failure(RequestFile file) {
        List<Segmentation> segmentations = new ArrayList<>();
        segmentations.addAll(List.of(Segmentation.WHOLE, Segmentation.LINE_BY_LINE, Segmentation.BYTE_BY_BYTE));
        for (int i = 0; i < Hard.scale(1); i++) segmentations.add(Segmentation.random(file.name().hashCode() + i));
        for (Segmentation segmentation : segmentations) {
            for (byte[] behind : new byte[][] {{}, BEHIND}) {
                try {
                    check(file, segmentation, behind);
                } catch (Violation e) {
                    String how = segmentation + (behind.length > 0 ? ", with another request behind it" : "");
                    return file + "\n  sent " + how + ": " + e.getMessage();
                }
            }
        }
        return null;
    }

    private void check(RequestFile file, Segmentation segmentation, byte[] behind) {
        try (Wire wire = connect()) {
            for (byte[] piece : segmentation.cut(join(file.bytes(), behind))) {
                if (!wire.trySend(piece)) break;
            }
            Answer answer = afterInterim(wire, file.method());
            judge(file, answer);
            if (!file.valid()) answer.expectClose();
            if (answer.closes() || behind.length == 0) return;
            wire.answer().expect(200);
            wire.expectGone();
        }
    }

    /** The next answer that is no 1xx. */
    protected static Answer afterInterim(Wire wire, String method) {
        Answer answer = wire.answer(method);
        return answer.status() == 100 ? wire.answer(method) : answer;
    }

    private void judge(RequestFile file, Answer answer) {
        if (!target().foreign()) {
            answer.expectOneOf(file.expect().stream().mapToInt(Integer::intValue).toArray());
            if (file.body() != null && !file.method().equals("HEAD")) answer.expectBody(file.body());
            return;
        }
        // Somebody else's server may lack the page or the method, but must not take a good request for a bad one or a bad one for good.
        boolean refused = REFUSALS.contains(answer.status());
        if (!file.valid() && !refused) throw wrong(answer, "a bad request was not refused");
        if (file.valid() && refused && answer.status() != 501) throw wrong(answer, "a good request was refused");
    }

    /** Others may say it by another status. */
    protected final Answer expectRefusal(Answer answer, int status) {
        if (!target().foreign()) return answer.expect(status);
        if (!REFUSALS.contains(answer.status())) throw wrong(answer, "this was expected to be refused, with " + status);
        return answer;
    }

    protected static Violation wrong(Answer answer, String what) {
        return answer.violation(what, "  " + answer + "\n" + (answer.body().length == 0 ? "" : "  its body: " + answer.text() + "\n"));
    }

    /** Ours is one line of plain text; what others have to say may have any form. */
    protected final void expectSentence(Answer answer) {
        if (answer.body().length == 0) throw wrong(answer, "the refusal has no body that explains it");
        if (target().foreign()) return;
        answer.expectField("Content-Type", "text/plain; charset=utf-8");
        if (!answer.text().matches("[A-Z0-9][^\n]*\\.\n")) throw wrong(answer, "the refusal is no sentence on a line");
    }

    /**
     * Everything that the server answers until it ends the connection.
     *
     * @param methods of the requests, in order; behind the last one GET is assumed
     */
    protected static List<Answer> toTheEnd(Wire wire, List<String> methods) {
        List<Answer> answers = new ArrayList<>();
        int finals = 0;
        while (true) {
            Answer answer = wire.answerOrEnd(finals < methods.size() ? methods.get(finals) : "GET");
            if (answer == null) return answers;
            answers.add(answer);
            if (answer.status() < 200) continue;
            finals++;
            if (answer.closes()) return answers;
        }
    }
}

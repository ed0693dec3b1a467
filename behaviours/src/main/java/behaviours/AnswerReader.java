package behaviours;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one answer by the letter of RFC 9112: what is not in the grammar is a violation, never a guess. */
final class AnswerReader {
    private static final int HEAD = 1 << 20;
    private static final int HELD = 64 << 20;
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private final Incoming in;
    private final Exchange exchange;
    private final Deadline deadline;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    AnswerReader(Incoming in, Exchange exchange, Deadline deadline) {
        this.in = in;
        this.exchange = exchange;
        this.deadline = deadline;
    }

    Answer answer(String method) {
        Answer head = head(method);
        if (hasNoBody(method, head.status())) return head;
        if (!head.all("Transfer-Encoding").isEmpty()) readChunks();
        else if (!head.all("Content-Length").isEmpty()) readLength(Long.parseLong(head.field("Content-Length")));
        else readToEnd();
        return new Answer(head.status(), head.reason(), head.version(), head.fields(), body.toByteArray(), head.head(), exchange);
    }

    /** Status line and fields (RFC 9112 sections 4 and 5), and a framing that makes sense. */
    Answer head(String method) {
        byte[] line = line("the status line");
        String status = new String(line, StandardCharsets.ISO_8859_1);
        String version = exchange.foreign() && status.startsWith("HTTP/1.0") ? "HTTP/1.0" : "HTTP/1.1";
        if (!status.startsWith(version + " ")) {
            throw syntax("the status line must start with '" + version + " '", line, mismatch(status, version + " "));
        }
        for (int i = 9; i < 12; i++) {
            if (i >= line.length || line[i] < '0' || line[i] > '9') throw syntax("the status must be three digits", line, i);
        }
        if (line[9] < '1' || line[9] > '5') throw syntax("the status must be from 100 to 599", line, 9);
        if (line.length < 13 || line[12] != ' ') throw syntax("a blank must follow the status, even if no reason follows", line, 12);
        checkContent(line, 13);
        Answer answer = new Answer(Integer.parseInt(status.substring(9, 12)), status.substring(13), version, fields("the head"),
                new byte[0], head.toByteArray(), exchange);
        checkFraming(method, answer);
        return answer;
    }

    private List<Field> fields(String where) {
        List<Field> fields = new ArrayList<>();
        for (byte[] line = line(where); line.length > 0; line = line(where)) {
            if (line[0] == ' ' || line[0] == '\t') throw syntax("a folded field line (RFC 9112 section 5.2)", line, 0);
            int colon = 0;
            while (colon < line.length && isToken(line[colon])) colon++;
            if (colon == 0 || colon == line.length || line[colon] != ':') {
                throw syntax("a field name must be a token with a colon right behind it", line, colon);
            }
            checkContent(line, colon + 1);
            String text = new String(line, StandardCharsets.ISO_8859_1);
            fields.add(new Field(text.substring(0, colon), trimmed(text.substring(colon + 1))));
        }
        return List.copyOf(fields);
    }

    /** RFC 9112 section 6.3, as strictly as a sender must keep it. */
    private void checkFraming(String method, Answer answer) {
        List<String> lengths = answer.all("Content-Length");
        List<String> codings = answer.all("Transfer-Encoding");
        if (lengths.size() > 1) throw answer.violation("Content-Length comes " + lengths.size() + " times", answer + "\n");
        if (!lengths.isEmpty() && !codings.isEmpty()) throw answer.violation("both Content-Length and Transfer-Encoding", answer + "\n");
        if (!lengths.isEmpty() && !lengths.get(0).matches("[0-9]{1,18}")) {
            throw answer.violation("Content-Length is not a number: '" + lengths.get(0) + "'", answer + "\n");
        }
        if (!codings.isEmpty() && (codings.size() > 1 || !codings.get(0).toLowerCase(Locale.ROOT).equals("chunked"))) {
            throw answer.violation("a transfer coding that nobody asked for: " + codings, answer + "\n");
        }
        if (!codings.isEmpty() && answer.version().equals("HTTP/1.0")) {
            throw answer.violation("a transfer coding in HTTP/1.0", answer + "\n");
        }
        boolean framed = !lengths.isEmpty() || !codings.isEmpty();
        boolean bodiless = answer.status() < 200 || answer.status() == 204;
        if (bodiless && framed) throw answer.violation("a " + answer.status() + " answer must not declare a body", answer + "\n");
        if (!framed && !hasNoBody(method, answer.status()) && !answer.closes()) {
            throw answer.violation("nothing says where the body ends: no Content-Length, no chunks, no 'Connection: close'", answer + "\n");
        }
    }

    private static boolean hasNoBody(String method, int status) {
        return method.equals("HEAD") || status < 200 || status == 204 || status == 304;
    }

    private void readLength(long length) {
        hold(length);
        take(length, "body");
    }

    private void take(long length, String name) {
        for (long taken = 0; taken < length; ) {
            String what = "the " + name + ", after " + taken + " of " + length + " bytes";
            int piece = in.take((int) (length - taken), body::write, deadline, what);
            if (piece == 0) throw ended("the connection ended in " + what);
            taken += piece;
        }
    }

    private void readToEnd() {
        while (in.take(HELD, body::write, deadline, "the end of a body that ends with the connection") > 0) hold(body.size());
    }

    /** RFC 9112 section 7.1; extensions are read over, but their bytes must be allowed ones. */
    private void readChunks() {
        long size;
        do {
            byte[] line = line("a chunk size");
            int digits = 0;
            while (digits < line.length && Character.digit(line[digits], 16) >= 0 && line[digits] > 0) digits++;
            if (digits == 0 || digits > 15) throw syntax("a chunk size must be 1 to 15 hexadecimal digits", line, digits);
            if (digits < line.length && line[digits] != ';') throw syntax("only an extension may follow a chunk size", line, digits);
            checkContent(line, digits);
            size = Long.parseLong(new String(line, 0, digits, StandardCharsets.ISO_8859_1), 16);
            if (size > 0) {
                hold(body.size() + size);
                take(size, "chunk");
                byte[] end = line("the line end behind a chunk");
                if (end.length > 0) throw syntax("CRLF must follow the data of a chunk", end, 0);
            }
        } while (size > 0);
        fields("the trailers");
    }

    private static void hold(long length) {
        if (length > HELD) throw new IllegalStateException("a body of " + length + " bytes: read it with head() and readBody()");
    }

    /** One line without its CRLF. */
    private byte[] line(String what) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int octet = in.next(deadline, what);
            if (octet < 0) {
                String came = line.size() == 0 ? "nothing" : "'" + Difference.escaped(line.toByteArray(), 0, line.size()) + "'";
                boolean nothing = head.size() == 0;
                throw ended(nothing ? "the connection ended without an answer" : "the connection ended in " + what + ", after " + came);
            }
            head.write(octet);
            if (head.size() > HEAD) throw syntax("more than " + HEAD + " bytes of head", line.toByteArray(), line.size());
            if (octet == '\n') throw syntax("a bare LF ends a line in " + what + "; lines end with CRLF", with(line, octet), line.size());
            if (octet == '\r') {
                int next = in.next(deadline, what);
                head.write(next);
                if (next == '\n') return line.toByteArray();
                throw syntax("a bare CR in " + what, with(line, octet), line.size());
            }
            line.write(octet);
        }
    }

    private static byte[] with(ByteArrayOutputStream line, int octet) {
        line.write(octet);
        return line.toByteArray();
    }

    private void checkContent(byte[] line, int from) {
        for (int i = from; i < line.length; i++) {
            int octet = line[i] & 0xFF;
            if (octet < 0x20 && octet != '\t' || octet == 0x7F) throw syntax("a control character", line, i);
        }
    }

    private static boolean isToken(byte octet) {
        return octet >= '0' && octet <= '9' || octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z' || TOKEN.indexOf(octet) >= 0;
    }

    private static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && (value.charAt(from) == ' ' || value.charAt(from) == '\t')) from++;
        while (to > from && (value.charAt(to - 1) == ' ' || value.charAt(to - 1) == '\t')) to--;
        return value.substring(from, to);
    }

    private static int mismatch(String text, String start) {
        int i = 0;
        while (i < text.length() && i < start.length() && text.charAt(i) == start.charAt(i)) i++;
        return i;
    }

    private Violation syntax(String what, byte[] line, int at) {
        return Violation.on(exchange, Symptom.SYNTAX, what, Difference.at(line, at), null);
    }

    private Violation ended(String what) {
        return Violation.on(exchange, Symptom.EOF, what, "", null);
    }
}

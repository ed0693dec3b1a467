package httpd.app;

import httpd.http.HttpError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A form with files (RFC 7578) that is read while it comes, part by part, in one buffer of 16 KiB whatever its size:
 * <pre>
 *   preamble  CRLF --boundary CRLF  head  CRLF CRLF  content  CRLF --boundary CRLF  ...  CRLF --boundary--  epilogue
 * </pre>
 * The line break before a boundary belongs to the boundary (RFC 2046 section 5.1.1); the first may stand without one.
 */
final class Multipart {
    static final int LARGEST_HEAD = 8 << 10;

    private static final byte[] LINE_BREAK = {'\r', '\n'};
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final InputStream in;
    private final byte[] delimiter;
    private final int mostParts;
    private long allowed;
    private final byte[] buffer = new byte[16 << 10];
    private int start;
    private int end;
    private int parts;
    private int lead = LINE_BREAK.length; // how many bytes before the content may still turn out to be the delimiter's
    private boolean inContent = true;     // the preamble is skipped as a part's content is
    private boolean over;

    /**
     * @param mostParts how many parts it may have
     * @param mostBytes how many bytes it may have, boundaries and heads included
     */
    Multipart(InputStream in, String boundary, int mostParts, long mostBytes) {
        this.in = in;
        this.mostParts = mostParts;
        allowed = mostBytes;
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(LINE_BREAK, 0, buffer, 0, end = LINE_BREAK.length);
    }

    /** One field of the form: its content is read, or skipped, before the next one is asked for. */
    final class Part {
        private final PartHead head;

        private Part(PartHead head) {
            this.head = head;
        }

        /** Returns the name of the field. */
        String name() {
            return head.name();
        }

        /** Returns what the client calls the file, which may be empty and may be a trap; null if this is no file. */
        String fileName() {
            return head.fileName();
        }

        /**
         * Writes the content.
         *
         * @throws HttpError 400 if the form ends before the content does, 413 if it is larger than allowed
         * @throws IOException if the form cannot be read, or the content not be written
         */
        void writeTo(OutputStream out) throws IOException, HttpError {
            copyContent(out, Long.MAX_VALUE);
        }

        /**
         * Returns the content as text.
         *
         * @param most how many bytes it may have
         * @throws HttpError 413 if it is longer, 400 if it is not UTF-8 (RFC 7578 section 5.1.2)
         */
        String text(int most) throws IOException, HttpError {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            copyContent(bytes, most);
            return utf8(bytes.toByteArray());
        }
    }

    /**
     * Returns the next part, or null if there are no more: then the rest has been read, so that the connection can be used again.
     *
     * @throws HttpError 400 if it is malformed, 413 if it is larger than allowed
     */
    Part next() throws IOException, HttpError {
        copyContent(OutputStream.nullOutputStream(), Long.MAX_VALUE);
        over = over || isLast();
        if (over) {
            for (start = end; fill(); start = end) {
                continue;
            }
            return null;
        }
        skipBlanks();
        parts++;
        if (parts > mostParts) {
            throw new HttpError(413, "The form has more than " + mostParts + " parts.");
        }
        inContent = true;
        return new Part(PartHead.of(utf8(readHead())));
    }

    /** Copies up to the next delimiter, and steps over that. */
    private void copyContent(OutputStream out, long most) throws IOException, HttpError {
        long room = most;
        while (inContent) {
            int found = find(delimiter);
            int known = found < 0 ? partialMatch() : found; // what may be the beginning of a delimiter waits until that is known
            if (known > start) {
                start += lead;
                lead = 0;
            }
            room -= known - start;
            if (room < 0) {
                throw new HttpError(413, "A field of the form is longer than " + most + " bytes.");
            }
            out.write(buffer, start, known - start);
            start = known;
            if (found >= 0) {
                start += delimiter.length;
                inContent = false;
            } else {
                need();
            }
        }
    }

    /** Tells whether the delimiter that was stepped over has two hyphens behind it. */
    private boolean isLast() throws IOException, HttpError {
        while (end - start < 2) {
            need();
        }
        return buffer[start] == '-' && buffer[start + 1] == '-';
    }

    /** RFC 2046 section 5.1.1: blanks may stand between a delimiter and its line break. */
    private void skipBlanks() throws IOException, HttpError {
        for (int count = 0; buffer[start] == ' ' || buffer[start] == '\t'; start++) {
            if (++count > LARGEST_HEAD) {
                throw malformed("it has too many blanks behind a boundary");
            }
            while (end - start < 2) {
                need();
            }
        }
    }

    /** Returns a part's head from the end of the delimiter's line to the empty line, each of its lines with the break before it. */
    private byte[] readHead() throws IOException, HttpError {
        while (end - start < LINE_BREAK.length) {
            need();
        }
        if (buffer[start] != '\r' || buffer[start + 1] != '\n') {
            throw malformed("a boundary is not at the end of its line");
        }
        int found = find(END_OF_HEAD);
        while (found < 0 && end - start < LARGEST_HEAD + END_OF_HEAD.length) {
            need();
            found = find(END_OF_HEAD);
        }
        if (found < 0 || found - start > LARGEST_HEAD) {
            throw new HttpError(413, "The head of a part is longer than " + LARGEST_HEAD + " bytes.");
        }
        byte[] head = Arrays.copyOfRange(buffer, start, found);
        start = found + LINE_BREAK.length;
        lead = LINE_BREAK.length; // the second break: where there is no content, it may be that of the delimiter
        return head;
    }

    /** Returns the index of these bytes in the buffer, or -1. All begin with CR and have no other that counts, so this is linear. */
    private int find(byte[] sought) {
        for (int at = start; at <= end - sought.length; at++) {
            if (buffer[at] == '\r' && Arrays.equals(buffer, at, at + sought.length, sought, 0, sought.length)) {
                return at;
            }
        }
        return -1;
    }

    /** Returns where the beginning of a delimiter stands at the end of the buffer, or the end. */
    private int partialMatch() {
        for (int at = Math.max(start, end - delimiter.length + 1); at < end; at++) {
            if (Arrays.equals(buffer, at, end, delimiter, 0, end - at)) {
                return at;
            }
        }
        return end;
    }

    private void need() throws IOException, HttpError {
        if (!fill()) {
            throw malformed("it ends before its last boundary");
        }
    }

    /** Reads what is there; returns false at the end. */
    private boolean fill() throws IOException, HttpError {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int count = in.read(buffer, end, buffer.length - end);
        allowed -= Math.max(count, 0);
        if (allowed < 0) {
            throw new HttpError(413, "The form is larger than this server takes.");
        }
        end += Math.max(count, 0);
        return count >= 0;
    }

    private static String utf8(byte[] bytes) throws HttpError {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("a text in it is not UTF-8");
        }
    }

    static HttpError malformed(String why) {
        return new HttpError(400, "The form is malformed: " + why + ".");
    }
}

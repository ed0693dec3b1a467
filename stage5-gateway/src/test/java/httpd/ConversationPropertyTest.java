package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However requests are cut on their way, and whatever others do meanwhile, the answers are the same bytes. */
class ConversationPropertyTest {
    private final Buffers buffers = new Buffers();

    @Property(tries = 500)
    void anySegmentationGivesTheSameBytes(@ForAll("requests") String requests,
            @ForAll @Size(max = 30) List<@IntRange(max = 90) Integer> cuts) throws IOException {
        Talk whole = new Talk(Talk.mirror(), buffers).says(requests);
        Talk cut = new Talk(Talk.mirror(), buffers);
        int from = 0;
        for (int length : cuts) {
            int to = Math.min(requests.length(), from + length);
            cut.says(requests.substring(from, to));
            from = to;
        }
        cut.says(requests.substring(from));
        assertEquals(whole.heard(), cut.heard());
        assertEquals(requests.split("HTTP/1.1\r\n", -1).length, cut.heard().split("HTTP/1.1 200", -1).length);
    }

    /** Two clients whose bytes come in turns, as a loop serves them: they share its buffers and nothing else. */
    @Property(tries = 500)
    void twoClientsHearWhatEachWouldHearAlone(@ForAll("requests") String one, @ForAll("requests") String other,
            @ForAll @Size(max = 40) List<@IntRange(max = 90) Integer> cuts) throws IOException {
        String[] texts = {one, other};
        Talk[] talks = {new Talk(Talk.mirror(), buffers), new Talk(Talk.mirror(), buffers)};
        for (int i = 0; i < cuts.size(); i++) {
            int turn = i % 2;
            int length = Math.min(texts[turn].length(), cuts.get(i));
            if (talks[turn].blocks()) {
                talks[turn].work();
            } else {
                talks[turn].take(texts[turn].substring(0, length));
                texts[turn] = texts[turn].substring(length);
            }
        }
        for (int i = 0; i < 2; i++) {
            while (talks[i].blocks()) talks[i].work();
            assertEquals(new Talk(Talk.mirror(), new Buffers()).says(i == 0 ? one : other).heard(), talks[i].says(texts[i]).heard());
        }
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "somebody else", "x".repeat(300));
        Arbitrary<String> forms = Arbitraries.of("GET /fast HTTP/1.1\r\nHost: a\r\nName: %s\r\n\r\n",
                "GET /slow HTTP/1.1\r\nHost: a\r\nName: %s\r\n\r\n", "\r\nHEAD /slow HTTP/1.1\r\nHost: a\r\nName: %s\r\n\r\n",
                "POST /slow HTTP/1.1\r\nHost: a\r\nName: %s\r\nContent-Length: 5\r\n\r\nhello",
                "POST /fast HTTP/1.1\r\nHost: a\r\nName: %s\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x\r\nlo\r\n0\r\n\r\n");
        Arbitrary<String> requests = forms.flatMap(form -> names.map(name -> form.replace("%s", name)));
        return requests.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list));
    }
}

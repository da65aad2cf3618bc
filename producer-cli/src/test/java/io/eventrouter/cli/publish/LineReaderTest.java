package io.eventrouter.cli.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.publish.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final int LONGEST = 100;

    @Test
    void readsLinesWithTheirNumbersWhateverTheyEndWith() throws IOException {
        var reader = reader("a\nb\r\nc");

        List<String> lines = all(reader);

        assertThat(lines).containsExactly("1:a", "2:b", "3:c");
    }

    @Test
    void passesOverBlankLinesButCountsThem() throws IOException {
        var reader = reader("\n  \na\r\n\r\n\nb\n\n");

        List<String> lines = all(reader);

        assertThat(lines).containsExactly("3:a", "6:b");
    }

    @Test
    void dropsAByteOrderMark() throws IOException {
        var reader = reader("\ufeffa\n\ufeffb\n");

        List<String> lines = all(reader);

        assertThat(lines).containsExactly("1:a", "2:\ufeffb");
    }

    @Test
    void findsNothingInAnEmptyStream() throws IOException {
        var reader = reader("");

        List<String> lines = all(reader);

        assertThat(lines).isEmpty();
    }

    @Test
    void cutsALineThatIsTooLongAndReadsOnBehindIt() throws IOException {
        var reader = reader("x".repeat(LONGEST) + "\n" + "y".repeat(LONGEST + 1) + "\nz\n");

        Line fits = reader.next().orElseThrow();
        Line tooLong = reader.next().orElseThrow();
        Line next = reader.next().orElseThrow();

        assertThat(fits.isWhole()).isTrue();
        assertThat(tooLong.isWhole()).isFalse();
        assertThat(tooLong.bytes()).hasSize(LONGEST);
        assertThat(text(next)).isEqualTo("3:z");
    }

    @Test
    void saysThatItMightHaveToWait() throws IOException {
        var reader = reader("a\nb\n");

        boolean atFirst = reader.mightWait();
        reader.next();
        boolean withMoreInHand = reader.mightWait();
        reader.next();
        boolean atTheEnd = reader.mightWait();

        assertThat(List.of(atFirst, withMoreInHand, atTheEnd)).containsExactly(false, false, true);
    }

    @Property
    void readsTheSameHoweverTheStreamIsCut(
            @ForAll @Size(max = 40) List<@IntRange(max = 5) Integer> symbols,
            @ForAll @IntRange(min = 1, max = 7) int chunk)
            throws IOException {
        String[] alphabet = {"\n", "\r\n", "a", "é", " ", "\r"};
        var text = new StringBuilder();
        symbols.forEach(s -> text.append(alphabet[s]));
        byte[] bytes = text.toString().getBytes(UTF_8);

        List<String> inChunks = all(new LineReader(new Chunked(bytes, chunk), LONGEST));

        assertThat(inChunks).isEqualTo(all(reader(text.toString())));
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), LONGEST);
    }

    private static List<String> all(LineReader reader) throws IOException {
        var lines = new ArrayList<String>();
        for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next())
            lines.add(text(line.get()));
        return lines;
    }

    private static String text(Line line) {
        return line.number() + ":" + new String(line.bytes(), UTF_8);
    }

    /** Gives a few bytes at a time. */
    private static final class Chunked extends InputStream {
        private final InputStream in;
        private final int chunk;

        Chunked(byte[] bytes, int chunk) {
            this.in = new ByteArrayInputStream(bytes);
            this.chunk = chunk;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, Math.min(length, chunk));
        }
    }
}

package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SseBlocksTest {
    /** Whatever the room and however little of it is taken, the same bytes come, each once. */
    @Property(tries = 500)
    void comesInPiecesOfAnySizeAsTheSameBytes(
            @ForAll @Size(max = 6) List<@From("texts") String> texts,
            @ForAll @Size(min = 1, max = 8) List<@From("pieces") Integer> pieces) {
        SseBlocks blocks = blocks(texts);

        var came = new ByteArrayOutputStream();
        for (int i = 0; !blocks.isEmpty(); i++) {
            var room = ByteBuffer.allocateDirect(pieces.get(i % pieces.size()));
            blocks.copyTo(room);
            int taken = room.flip().remaining() * (i % 3 + 1) / 3;
            var piece = new byte[taken];
            room.get(piece);
            came.writeBytes(piece);
            blocks.take(taken);
        }

        assertThat(came.toString(UTF_8)).isEqualTo(expected(texts));
    }

    @Test
    void makesOneLineOfAnEventThatItsPublisherHasLaidOut() {
        ByteBuffer json = buffer("{\"data\":{\r\n\t\"text\": \"a\\nb\"\n}}");
        var blocks = new SseBlocks(new ByteBuffer[] {json}, new boolean[] {true});
        var room = ByteBuffer.allocate(100);

        blocks.copyTo(room);

        assertThat(UTF_8.decode(room.flip()).toString())
                .isEqualTo("data: {\"data\":{  \t\"text\": \"a\\nb\" }}\n\n");
        assertThat(json).isEqualTo(buffer("{\"data\":{\r\n\t\"text\": \"a\\nb\"\n}}"));
    }

    @Test
    void leavesTheTextsAsTheyAre() {
        ByteBuffer shared = buffer("x{\"a\":\n1}").position(1);
        var blocks = new SseBlocks(new ByteBuffer[] {shared}, new boolean[] {true});

        blocks.copyTo(ByteBuffer.allocate(100));

        assertThat(shared.position()).isEqualTo(1);
        assertThat(blocks.isEmpty()).isFalse();
    }

    /** Odd ones are blocks of the stream's own; those may be empty. */
    private static SseBlocks blocks(List<String> texts) {
        var buffers = new ByteBuffer[texts.size()];
        var events = new boolean[buffers.length];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = buffer(texts.get(i));
            events[i] = i % 2 == 0;
        }
        return new SseBlocks(buffers, events);
    }

    private static String expected(List<String> texts) {
        var all = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            all.append(i % 2 == 0 ? "data: " + text.replace('\n', ' ') + "\n\n" : text);
        }
        return all.toString();
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab\n").ofMaxLength(60);
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.oneOf(
                Arbitraries.of(3, 5, 11), Arbitraries.integers().between(10, 1_000));
    }
}

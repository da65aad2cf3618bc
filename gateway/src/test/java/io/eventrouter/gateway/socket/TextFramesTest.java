package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TextFramesTest {
    /** Whatever the room and however little of it is taken, the same bytes come, each once. */
    @Property(tries = 300)
    void comesInPiecesOfAnySizeAsTheSameBytes(
            @ForAll @Size(max = 6) List<@net.jqwik.api.From("lengths") Integer> lengths,
            @ForAll @Size(min = 1, max = 8) List<@net.jqwik.api.From("pieces") Integer> pieces) {
        ByteBuffer[] texts = lengths.stream().map(TextFramesTest::text).toArray(ByteBuffer[]::new);
        var frames = new TextFrames(texts, false);

        var came = new ByteArrayOutputStream();
        for (int i = 0; !frames.isEmpty(); i++) {
            var room = ByteBuffer.allocateDirect(pieces.get(i % pieces.size()));
            frames.copyTo(room);
            int taken = 1 + (room.flip().remaining() - 1) * (i % 3) / 2;
            var piece = new byte[taken];
            room.get(piece);
            came.writeBytes(piece);
            frames.take(taken);
        }

        assertThat(came.toByteArray()).isEqualTo(framed(texts));
    }

    @Test
    void leavesTheTextsAsTheyAre() {
        ByteBuffer shared = ByteBuffer.wrap("xshared".getBytes(UTF_8)).position(1);
        var frames = new TextFrames(new ByteBuffer[] {shared.asReadOnlyBuffer()}, false);

        frames.copyTo(ByteBuffer.allocate(100));

        assertThat(shared.position()).isEqualTo(1);
        assertThat(frames.isEmpty()).isFalse();
    }

    @Test
    void endsWithAPingWhereThatIsAsked() {
        ByteBuffer[] payloads = {ByteBuffer.wrap(new byte[] {'a'}), ByteBuffer.wrap(new byte[8])};
        var frames = new TextFrames(payloads, true);
        var room = ByteBuffer.allocate(100);

        frames.copyTo(room);

        assertThat(room.flip())
                .isEqualTo(
                        ByteBuffer.wrap(
                                new byte[] {
                                    (byte) 0x81, 1, 'a', (byte) 0x89, 8, 0, 0, 0, 0, 0, 0, 0, 0
                                }));
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, 125, 126, 127, 65_535, 65_536),
                Arbitraries.integers().between(0, 70_000));
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.oneOf(
                Arbitraries.of(1, 2, 3, 11), Arbitraries.integers().between(1_000, 100_000));
    }

    private static ByteBuffer text(int length) {
        var text = new byte[length];
        for (int i = 0; i < length; i++) text[i] = (byte) (i * 31 + length);
        return ByteBuffer.wrap(text);
    }

    private static byte[] framed(ByteBuffer[] texts) {
        var bytes = new ByteArrayOutputStream();
        for (ByteBuffer text : texts) {
            bytes.write(0x81);
            bytes.writeBytes(RawClient.length(text.remaining(), 0));
            var content = new byte[text.remaining()];
            text.get(0, content);
            bytes.writeBytes(content);
        }
        return bytes.toByteArray();
    }
}

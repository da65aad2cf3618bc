package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.socket.MessageAssembler.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
    private static final int MOST = 4_000;

    @Property(tries = 300)
    void putsAMessageTogetherHoweverItIsCut(
            @ForAll @StringLength(max = 1_000) String text,
            @ForAll @IntRange(min = 1, max = 300) int piece) {
        var assembler = new MessageAssembler(MOST);
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);

        Progress progress = addInPieces(assembler, bytes, piece);

        assertThat(progress).isEqualTo(Progress.COMPLETE);
        assertThat(assembler.takeText()).isEqualTo(valid);
    }

    @Property(tries = 50)
    void refusesAMessageOverTheBoundHoweverItIsCut(
            @ForAll @IntRange(min = 1, max = MOST + 1) int piece) {
        var assembler = new MessageAssembler(MOST);

        Progress progress = addInPieces(assembler, new byte[MOST + 1], piece);

        assertThat(progress).isEqualTo(Progress.TOO_LARGE);
    }

    @Test
    void takesAMessageOfExactlyTheBound() {
        var assembler = new MessageAssembler(MOST);

        Progress progress = addInPieces(assembler, new byte[MOST], 7);

        assertThat(progress).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void beginsAnewAfterAMessage() {
        var assembler = new MessageAssembler(MOST);
        addInPieces(assembler, "first".getBytes(StandardCharsets.UTF_8), 2);

        addInPieces(assembler, "second".getBytes(StandardCharsets.UTF_8), 3);

        assertThat(assembler.takeText()).isEqualTo("second");
    }

    private static Progress addInPieces(MessageAssembler assembler, byte[] bytes, int piece) {
        int at = 0;
        Progress progress = Progress.INCOMPLETE;
        while (progress == Progress.INCOMPLETE) {
            int length = Math.min(piece, bytes.length - at);
            boolean last = at + length == bytes.length;
            progress = assembler.add(ByteBuffer.wrap(bytes, at, length), last);
            at += length;
        }
        return progress;
    }
}

package io.eventrouter.benchmarks.fanout.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
    private final List<String> came = new ArrayList<>();

    @Test
    void readsFramesOfEveryLengthForm() {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 18);
        for (int length : new int[] {0, 5, 126, 70_000}) put(bytes, "x".repeat(length));
        bytes.flip();

        Wire.read(bytes, this::note);

        assertThat(came).containsExactly("1:0", "1:5", "1:126", "1:70000");
        assertThat(bytes.remaining()).isZero();
    }

    @Test
    void leavesTheBeginningOfAFrameForTheNextRead() {
        ByteBuffer whole = ByteBuffer.allocate(1_000);
        put(whole, "first");
        put(whole, "y".repeat(200));
        whole.flip();
        for (int cut = 0; cut <= whole.limit(); cut++) {
            came.clear();
            ByteBuffer part = whole.duplicate().limit(cut);
            Wire.read(part, this::note);
            ByteBuffer rest = whole.duplicate().position(part.position());
            Wire.read(rest, this::note);

            assertThat(came).containsExactly("1:5", "1:200");
        }
    }

    @Test
    void findsTheEndOfTheAnswersHead() {
        ByteBuffer answer =
                ByteBuffer.wrap("HTTP/1.1 101 Switching\r\nA: b\r\n\r\n##".getBytes(US_ASCII));

        assertThat(Wire.endOfHead(answer)).isEqualTo(answer.limit() - 2);
        assertThat(Wire.endOfHead(answer.duplicate().limit(20))).isNegative();
        assertThat(Wire.isSwitched(answer)).isTrue();
        assertThat(Wire.isSwitched(ByteBuffer.wrap("HTTP/1.1 503 No\r\n".getBytes(US_ASCII))))
                .isFalse();
    }

    @Test
    void answersAPingWithItsOwnText() {
        ByteBuffer pong = Wire.pong(ByteBuffer.wrap("ab".getBytes(US_ASCII)));

        byte[] bytes = new byte[pong.remaining()];
        pong.get(bytes);
        assertThat(bytes).containsExactly(0x8a, 0x82, 0, 0, 0, 0, 'a', 'b');
    }

    private void note(int opcode, ByteBuffer payload) {
        came.add(opcode + ":" + payload.remaining());
    }

    private static void put(ByteBuffer to, String text) {
        to.put((byte) 0x81);
        if (text.length() < 126) to.put((byte) text.length());
        else if (text.length() <= 0xffff) to.put((byte) 126).putShort((short) text.length());
        else to.put((byte) 127).putLong(text.length());
        to.put(text.getBytes(US_ASCII));
    }
}

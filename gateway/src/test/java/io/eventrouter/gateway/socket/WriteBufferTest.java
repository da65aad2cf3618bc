package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WriteBufferTest {
    private final WriteBuffer buffer = new WriteBuffer(8);

    @Test
    void copiesTheSameContentOnce() {
        var content = new Object();
        var first = new Outgoing("abcd", content);
        var second = new Outgoing("abcd", content);

        buffer.first(first).position(3); // as a socket that took a part of it

        assertThat(text(buffer.first(second))).isEqualTo("abcd");
        assertThat(buffer.isWhole()).isTrue();
        assertThat(first.copies).isEqualTo(1);
        assertThat(second.copies).isZero();
    }

    @Test
    void copiesOtherContent() {
        buffer.first(new Outgoing("abcd", new Object()));

        assertThat(text(buffer.first(new Outgoing("ef", new Object())))).isEqualTo("ef");
        assertThat(text(buffer.first(new Outgoing("gh", null)))).isEqualTo("gh");
        assertThat(text(buffer.first(new Outgoing("ij", null)))).isEqualTo("ij");
        assertThat(buffer.isWhole()).isFalse();
    }

    @Test
    void holdsNothingOnceItWasUsedForSomethingElse() {
        var content = new Object();
        buffer.first(new Outgoing("abcd", content));
        buffer.part(new Outgoing("xy", null));
        assertThat(text(buffer.first(new Outgoing("abcd", content)))).isEqualTo("abcd");

        buffer.clear().put((byte) 'z');
        assertThat(text(buffer.first(new Outgoing("abcd", content)))).isEqualTo("abcd");
    }

    /** Of what does not fit, or just so, it is not known whether that is all. */
    @Test
    void holdsNoContentThatMayGoOn() {
        var content = new Object();
        buffer.first(new Outgoing("abcdefgh", content));
        assertThat(buffer.isWhole()).isFalse();

        var again = new Outgoing("abcdefgh", content);
        assertThat(text(buffer.first(again))).isEqualTo("abcdefgh");
        assertThat(again.copies).isEqualTo(1);

        assertThat(text(buffer.first(new Outgoing("abcdefghi", content)))).isEqualTo("abcdefgh");
        assertThat(buffer.isWhole()).isFalse();
    }

    private static String text(ByteBuffer bytes) {
        return US_ASCII.decode(bytes.duplicate()).toString();
    }

    private static final class Outgoing implements OutgoingBytes {
        private final byte[] bytes;
        private final Object content;
        private int copies;

        Outgoing(String text, Object content) {
            bytes = text.getBytes(US_ASCII);
            this.content = content;
        }

        @Override
        public Object content() {
            return content;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public void copyTo(ByteBuffer target) {
            copies++;
            target.put(bytes, 0, Math.min(bytes.length, target.remaining()));
        }

        @Override
        public void take(int bytes) {
            throw new UnsupportedOperationException();
        }
    }
}

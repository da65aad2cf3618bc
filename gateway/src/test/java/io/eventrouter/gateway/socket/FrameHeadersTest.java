package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class FrameHeadersTest {
    private static final int MOST = 70_000;

    private final FrameHeaders headers = new FrameHeaders(MOST);

    @Property(tries = 200)
    void letsPassFramesThatKeepTheBoundHoweverTheirBytesAreCut(
            @ForAll @Size(max = 5) List<@IntRange(max = MOST) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 9_000) int piece) {
        byte[] bytes = frames(lengths);

        boolean accepted = acceptInPieces(bytes, piece);

        assertThat(accepted).isTrue();
    }

    @Property(tries = 200)
    void seesAClaimOverTheBoundBehindWhateverCameBefore(
            @ForAll @Size(max = 3) List<@IntRange(max = MOST) Integer> before,
            @ForAll @LongRange(min = MOST + 1) long claim,
            @ForAll @IntRange(min = 1, max = 9_000) int piece) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(frames(before));
        bytes.write(0x81);
        bytes.writeBytes(RawClient.length(claim, 0x80));

        boolean accepted = acceptInPieces(bytes.toByteArray(), piece);

        assertThat(accepted).isFalse();
    }

    @Property(tries = 20)
    void takesALengthWithTheTopBitSetForTooMuch(@ForAll @IntRange(min = 1, max = 12) int piece) {
        var bytes = ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 0xff).putLong(-1);

        boolean accepted = acceptInPieces(bytes.array(), piece);

        assertThat(accepted).isFalse();
    }

    private boolean acceptInPieces(byte[] bytes, int piece) {
        boolean accepted = true;
        for (int at = 0; at < bytes.length; at += piece)
            accepted =
                    headers.accept(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        return accepted;
    }

    private static byte[] frames(List<Integer> lengths) {
        var bytes = new ByteArrayOutputStream();
        for (int length : lengths) bytes.writeBytes(RawClient.frame(0x81, new byte[length]));
        return bytes.toByteArray();
    }
}

package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LineBreaksTest {
    @Property(tries = 2_000)
    void replacesLineBreaksBetweenTheBoundsAndNothingElse(
            @ForAll @From("bytes") byte[] bytes,
            @ForAll @IntRange(max = 40) int one,
            @ForAll @IntRange(max = 40) int other) {
        int from = Math.min(Math.min(one, other), bytes.length);
        int end = Math.min(Math.max(one, other), bytes.length);
        var buffer = ByteBuffer.wrap(bytes.clone());

        LineBreaks.toSpaces(buffer, from, end);

        var expected = new StringBuilder(new String(bytes, ISO_8859_1));
        String between = expected.substring(from, end).replace('\n', ' ').replace('\r', ' ');
        expected.replace(from, end, between);
        assertThat(buffer.array())
                .as("%s from %d to %d", Arrays.toString(bytes), from, end)
                .isEqualTo(expected.toString().getBytes(ISO_8859_1));
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.oneOf(
                        Arbitraries.of((byte) '\n', (byte) '\r', (byte) '\t', (byte) 14, (byte) 0),
                        Arbitraries.bytes(),
                        Arbitraries.just((byte) 'x'))
                .array(byte[].class)
                .ofMaxSize(40);
    }
}

package io.eventrouter.wire;

import static io.eventrouter.wire.Records.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.AttributeText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8Test {

    @Property
    void agreesWithTheDecoderOfTheJdk(@ForAll("nearlyUtf8") byte[] bytes) {
        assertThat(Utf8.isValid(bytes)).isEqualTo(isDecodable(bytes));
    }

    @Property
    void findsTextCleanThatIsUtf8AndClean(@ForAll("nearlyUtf8") byte[] bytes) {
        assertThat(Utf8.isCleanText(bytes))
                .isEqualTo(isDecodable(bytes) && AttributeText.isClean(new String(bytes, UTF_8)));
    }

    @Property
    void findsTheFirstPlaceOfACharacter(@ForAll("nearlyUtf8") byte[] bytes) {
        int expected = 0;
        while (expected < bytes.length && bytes[expected] != '\\') expected++;

        assertThat(Utf8.indexOf(bytes, 0, '\\')).isEqualTo(expected);
    }

    /** Text of all planes, with a byte changed or the end cut off now and then. */
    @Provide
    Arbitrary<byte[]> nearlyUtf8() {
        Arbitrary<byte[]> texts = Arbitraries.strings().all().ofMaxLength(24).map(Records::bytes);
        Arbitrary<byte[]> ascii =
                Arbitraries.strings()
                        .withCharRange('\u0000', '\u00a0')
                        .ofMaxLength(24)
                        .map(Records::bytes);
        Arbitrary<byte[]> changed =
                texts.filter(t -> t.length > 0)
                        .flatMap(
                                t ->
                                        Arbitraries.integers()
                                                .between(0, t.length - 1)
                                                .flatMap(
                                                        at ->
                                                                Arbitraries.bytes()
                                                                        .map(b -> with(t, at, b))));
        Arbitrary<byte[]> cut =
                texts.filter(t -> t.length > 0).map(t -> Arrays.copyOf(t, t.length - 1));
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
        return Arbitraries.oneOf(texts, ascii, changed, cut, bytes);
    }

    private static byte[] with(byte[] text, int at, byte b) {
        byte[] changed = text.clone();
        changed[at] = b;
        return changed;
    }

    private static boolean isDecodable(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Property(tries = 100)
    void decodesWhatItEncodes(@ForAll String text) {
        if (AttributeText.isClean(text)) assertThat(Utf8.decode(bytes(text))).isEqualTo(text);
    }
}

package io.eventrouter.wire;

import static io.eventrouter.wire.Records.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
    private static final JsonMapper PLAIN = JsonMapper.builder().build();
    private static final JsonMapper SPACED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Pattern ESCAPED_SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");

    /** What JSON is made of, so that bytes at random are often nearly JSON, and sometimes are. */
    private static final List<String> PIECES =
            List.of(
                    "{", "}", "[", "]", ":", ",", "\"", "\"", "\"a\"", "\"a\":", "\\", "\\n", "\\u",
                    "\\u00e4", "\\ud83c", "\\udf89", "0", "1", "9", "-", "+", ".", "e", "E", "true",
                    "false", "null", "tru", " ", "\n", "\t", "\r", "\u0000", "\u001f", "\u007f",
                    "\u00a0", "ä", "🎉", "\ufeff", "x", "NaN", "/", "'");

    @Property(tries = 4_000)
    void neverTakesWhatTheParserRefuses(@ForAll("nearlyJson") byte[] json) {
        if (JsonScan.isCertain(json)) assertThat(JsonText.faultFoundByParser(json)).isEmpty();
    }

    @Property
    void neverTakesBytesThatTheParserRefuses(@ForAll("pieces") byte[] json) {
        if (JsonScan.isCertain(json)) assertThat(JsonText.faultFoundByParser(json)).isEmpty();
    }

    @Property
    void seesAnyJsonThatAWriterWrites(@ForAll("written") byte[] json) {
        assertThat(JsonScan.isCertain(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [ ] ",
                "[[],{},[{}]]",
                "{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":\"\"}",
                "-0.25E+07",
                "[0,-1,10,2e5,3.25]",
                "\"eight bytes and \\\" more \\u00E4\\/\"",
                "\"ä🎉 and so on, to the end of a word\"",
                " \t\r\n{ \"a\" :\n1 , \"b\" : [ true , false ] } \n"
            })
    void seesOrdinaryJson(String json) {
        assertThat(JsonScan.isCertain(bytes(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "[1,",
                "{\"a\":1,}",
                "{,}",
                "[,]",
                "]",
                "[}",
                "{]",
                "[1}",
                "{\"a\":1]",
                "[1]]",
                "{}}",
                "1 1",
                "01",
                "-",
                "1.",
                "1e",
                "1e+",
                ".1",
                "+1",
                "--1",
                "tru",
                "truee",
                "\"",
                "\"a",
                "\"\\",
                "\"\\u",
                "\"\\u00e",
                "\"\\u00eg\"",
                "\"\\a\"",
                "\"a\tb\"",
                "\"1234567\u0001\"",
                "\"123456789\u001f\"",
                "\ufeff1",
                "1\u0000",
                "\u0000"
            })
    void isNotCertainOfAnythingElse(String json) {
        assertThat(JsonScan.isCertain(bytes(json))).isFalse();
    }

    @Test
    void isNotCertainOfBrokenUtf8() {
        assertThat(JsonScan.isCertain(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'})).isFalse();
        assertThat(JsonScan.isCertain(new byte[] {'"', 'a', (byte) 0xe4, '"'})).isFalse();
    }

    @Test
    void leavesWhatMayBeBeyondALimitToTheParser() {
        assertThat(JsonScan.isCertain(bytes("[".repeat(32) + "]".repeat(32)))).isTrue();
        assertThat(JsonScan.isCertain(bytes("[".repeat(33) + "]".repeat(33)))).isFalse();
        assertThat(JsonScan.isCertain(bytes("9".repeat(257)))).isFalse();
        assertThat(JsonScan.isCertain(bytes("{\"" + "n".repeat(1025) + "\":1}"))).isFalse();
    }

    @Provide
    Arbitrary<byte[]> pieces() {
        return Arbitraries.of(PIECES).list().ofMaxSize(12).map(p -> bytes(String.join("", p)));
    }

    /** JSON with a byte changed, left out or doubled, a piece put in, or cut off; or as it was. */
    @Provide
    Arbitrary<byte[]> nearlyJson() {
        return Combinators.combine(
                        written(),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(PIECES),
                        Arbitraries.bytes())
                .as(
                        (json, where, how, piece, b) -> {
                            int at = (int) (where * (json.length - 1));
                            return switch (how) {
                                case 0 -> spliced(json, at, new byte[] {b}, at + 1);
                                case 1 -> spliced(json, at, new byte[0], at + 1);
                                case 2 -> spliced(json, at, bytes(piece), at);
                                case 3 -> spliced(json, at, bytes(piece), at + 1);
                                case 4 -> Arrays.copyOf(json, at);
                                default -> json;
                            };
                        });
    }

    /** As Jackson writes values: bare, spaced, or with everything escaped that can be. */
    @Provide
    Arbitrary<byte[]> written() {
        return Combinators.combine(values(4), Arbitraries.of(PLAIN, SPACED, ESCAPED))
                .as(Tuple::of)
                .map(written -> write(written.get2(), written.get1()))
                .filter(json -> !hasEscapedSurrogate(json));
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> scalars =
                Arbitraries.oneOf(
                                Arbitraries.strings()
                                        .all()
                                        .ofMaxLength(20)
                                        .map(JsonScanTest::paired),
                                Arbitraries.strings()
                                        .ascii()
                                        .ofMaxLength(40)
                                        .map(text -> (Object) text),
                                Arbitraries.longs().map(number -> (Object) number),
                                Arbitraries.doubles().map(number -> (Object) number),
                                Arbitraries.of(true, false).map(truth -> (Object) truth))
                        .injectNull(0.1);
        if (depth == 0) return scalars;
        Arbitrary<String> names = Arbitraries.strings().ascii().ofMaxLength(12);
        return Arbitraries.oneOf(
                scalars,
                values(depth - 1).list().ofMaxSize(4).map(list -> (Object) list),
                Arbitraries.maps(names, values(depth - 1)).ofMaxSize(4).map(map -> (Object) map));
    }

    /** Without halves of surrogate pairs, which UTF-8 does not have. */
    private static Object paired(String text) {
        return Utf8.decode(Utf8.encode(text));
    }

    private static boolean hasEscapedSurrogate(byte[] json) {
        return ESCAPED_SURROGATE.matcher(Utf8.decode(json)).find();
    }

    private static byte[] write(JsonMapper mapper, Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] spliced(byte[] json, int start, byte[] between, int end) {
        var spliced = new ByteArrayOutputStream();
        spliced.write(json, 0, start);
        spliced.writeBytes(between);
        spliced.write(json, end, json.length - end);
        return spliced.toByteArray();
    }
}

package io.eventrouter.wire;

import static io.eventrouter.wire.Records.bytes;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final String SAMPLE =
            "{\"a\":[1,-2.5e3,0,true,false,null],\"b\\u00e4\":\"x\\\\\\\"\\ud83c\\udf89ä🎉\",\"c\":{}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "0",
                "-0",
                "1e999",
                "true",
                "false",
                "null",
                " \t\r\n{ \"a\" :\n1 } \n",
                "{\"a\":1,\"a\":2}",
                "\"\\ud83c\\udf89\"",
                "\"\\\\ud800\"",
                "\"\\u00e4\""
            })
    void takesOneJsonValue(String json) {
        assertThat(JsonText.faultOf(bytes(json))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "{",
                "{\"a\"}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[1 2]",
                "01",
                "+1",
                ".5",
                "1.",
                "NaN",
                "-Infinity",
                "tru",
                "nulll",
                "\"a",
                "\"a\nb\"",
                "\"\\x\"",
                "// comment\n1",
                "{}{}",
                "1 2",
                "{} x",
                "\ufeff{}",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud83c\\ud83c\"",
                "\"\\ud83c x\"",
                "\"\\udf89\\ud83c\"",
                "{\"\\udfff\":1}"
            })
    void refusesAnythingElse(String json) {
        assertThat(JsonText.faultOf(bytes(json))).isPresent();
    }

    @Test
    void nestsThirtyTwoDeepAndNoDeeper() {
        assertThat(JsonText.faultOf(bytes("[".repeat(32) + "]".repeat(32)))).isEmpty();
        assertThat(JsonText.faultOf(bytes("[".repeat(33) + "]".repeat(33))))
                .hasValueSatisfying(fault -> assertThat(fault).contains("nested 32 deep"));
    }

    @Test
    void boundsNumbersAndNames() {
        assertThat(JsonText.faultOf(bytes("9".repeat(256)))).isEmpty();
        assertThat(JsonText.faultOf(bytes("9".repeat(257)))).isPresent();
        assertThat(JsonText.faultOf(bytes("[0." + "9".repeat(1_000) + "]"))).isPresent();
        assertThat(JsonText.faultOf(bytes("{\"" + "n".repeat(1024) + "\":1}"))).isEmpty();
        assertThat(JsonText.faultOf(bytes("{\"" + "n".repeat(2048) + "\":1}"))).isPresent();
    }

    @Test
    void readsNoOtherEncoding() {
        for (Charset charset :
                new Charset[] {UTF_16, UTF_16LE, UTF_16BE, Charset.forName("UTF-32")})
            assertThat(JsonText.faultOf("[1]".getBytes(charset))).isPresent();
    }

    @Test
    void looksIntoStringsForBrokenUtf8() {
        byte[] overlong = {'"', (byte) 0xc0, (byte) 0x80, '"'};
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};

        assertThat(JsonText.faultOf(overlong)).contains("is not UTF-8");
        assertThat(JsonText.faultOf(surrogate)).contains("is not UTF-8");
    }

    @Test
    void namesThePlaceButNotTheText() {
        assertThat(JsonText.faultOf(bytes("[1, secret]")))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("byte").doesNotContain("secret"));
    }

    @Property
    void neverTakesWhatAStrictReaderRefuses(
            @ForAll @IntRange(max = 60) int place, @ForAll byte replacement) {
        byte[] json = bytes(SAMPLE);
        json[place] = replacement;

        if (JsonText.faultOf(json).isEmpty()) assertThat(isReadable(json)).isTrue();
    }

    private static boolean isReadable(byte[] json) {
        try {
            return STRICT.readTree(json) != null;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}

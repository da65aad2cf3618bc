package io.eventrouter.cli.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutlineTest {
    @Test
    void namesTheMembersOfItsTopLevelOnly() {
        var json = "{\"a\":{\"b\":1},\"c\":[{\"d\":2}],\"e\":3}".getBytes(UTF_8);

        JsonOutline outline = JsonOutline.of(json);

        assertThat(outline.isObject()).isTrue();
        assertThat(outline.members()).containsExactlyInAnyOrder("a", "c", "e");
    }

    @Test
    void tellsAWholeEventByItsSpecversion() {
        assertThat(JsonOutline.of("{\"specversion\":\"1.0\"}".getBytes(UTF_8)).isWholeEvent())
                .isTrue();
        assertThat(JsonOutline.of("[{\"specversion\":\"1.0\"}]".getBytes(UTF_8)).isWholeEvent())
                .isFalse();
        assertThat(JsonOutline.of("{\"a\":{\"specversion\":1}}".getBytes(UTF_8)).isWholeEvent())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"text\"", "true", "null", "[]", " {} "})
    void takesAnyValue(String json) {
        JsonOutline outline = JsonOutline.of(json.getBytes(UTF_8));

        assertThat(outline.members()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"a\":}", "{a:1}", "hello", "{} {}", "[1,]", "NaN", "'a'"})
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> JsonOutline.of(text.getBytes(UTF_8)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("not valid JSON: ");
    }

    @Test
    void saysWhereTheFaultIs() {
        var json = "{\"order\":42,}".getBytes(UTF_8);

        assertThatThrownBy(() -> JsonOutline.of(json)).hasMessageContaining("(column 13)");
    }

    @Test
    void refusesJsonThatTheRouterWouldNotTake() {
        var deep = "[".repeat(40) + "]".repeat(40);

        assertThatThrownBy(() -> JsonOutline.of(deep.getBytes(UTF_8)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        var latin1 = new byte[] {'"', (byte) 0xe9, '"'};

        assertThatThrownBy(() -> JsonOutline.of(latin1)).isInstanceOf(BadInputException.class);
    }
}

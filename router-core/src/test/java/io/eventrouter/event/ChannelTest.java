package io.eventrouter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "orders.eu.42", "user.7", "A-b_c.9", "1.2.3.4.5.6.7.8.9.0.1.2.3.4.5.6"})
    void isTokensJoinedByDots(String name) {
        assertThat(new Channel(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "a b",
                "a\nb",
                "a/b",
                "ä",
                "*",
                "a.>",
                "1.2.3.4.5.6.7.8.9.0.1.2.3.4.5.6.7"
            })
    void isNothingElse(String name) {
        assertThatThrownBy(() -> new Channel(name))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        e -> assertThat(e.attribute()).isEqualTo("channel"))
                .hasMessageContaining("1 to 16 tokens")
                .hasMessageNotContaining("\n");
    }

    @Test
    void hasTwoHundredCharactersAtMost() {
        assertThat(new Channel("a".repeat(200)).name()).hasSize(200);
        assertThatThrownBy(() -> new Channel("a".repeat(201)))
                .isInstanceOf(InvalidEventException.class);
    }
}

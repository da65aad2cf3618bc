package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTokensTest {
    @ParameterizedTest
    @ValueSource(strings = {"eyJh.eyJi.c_-", "eyJh.eyJi.", "Bearer eyJh.eyJi.c", "x=eyJh.b.c"})
    void knowsATokenByItsLook(String text) {
        assertThat(RequestTokens.isToken(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders.eu.42", "eyJh", "eyJh.b", "eyJh..c", "a.eyJ"})
    void takesOtherTextsForNone(String text) {
        assertThat(RequestTokens.isToken(text)).isFalse();
    }

    /** A search that begins anew at each place would take hours for this. */
    @Test
    void looksThroughATextOnce() {
        String text = "eyJ".repeat(2_000_000);

        boolean token =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(30), () -> RequestTokens.isToken(text + "." + text));

        assertThat(token).isFalse();
    }
}

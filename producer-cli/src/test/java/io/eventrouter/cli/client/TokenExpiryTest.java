package io.eventrouter.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExpiryTest {
    @Test
    void readsWhatATokenSaysOfItself() {
        String claims = Base64.getUrlEncoder().encodeToString("{\"exp\":17.5}".getBytes(UTF_8));

        assertThat(TokenExpiry.of("h." + claims + ".s")).contains(Instant.ofEpochMilli(17_500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c", "a.e30.c", "a.W10.c"})
    void knowsNothingOfWhatDoesNotSay(String token) {
        assertThat(TokenExpiry.of(token)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT1H,PT59M", "PT5M,PT4M30S", "PT10S,PT5S", "PT3S,PT1S", "PT-1H,PT1S", "P400D,P1D"})
    void asksForTheNextInTime(Duration left, Duration pause) {
        assertThat(TokenExpiry.pauseBefore(Instant.EPOCH.plus(left), Instant.EPOCH))
                .isEqualTo(pause);
    }
}

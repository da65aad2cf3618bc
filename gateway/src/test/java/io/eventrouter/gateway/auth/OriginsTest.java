package io.eventrouter.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "https://good.com,           gateway:8080,   true",
        "HTTPS://GOOD.com:443,       gateway:8080,   true",
        "http://good.com,            gateway:8080,   false",
        "https://good.com:8443,      gateway:8080,   false",
        "https://good.com.evil.net,  gateway:8080,   false",
        "https://evil-good.com,      gateway:8080,   false",
        "https://good.com@evil.net,  gateway:8080,   false",
        "https://good.com/,          gateway:8080,   false",
        "null,                       gateway:8080,   false",
        "'',                         gateway:8080,   false",
        "http://gateway:8080,        gateway:8080,   true",
        "https://gateway:8080,       gateway:8080,   true",
        "http://gateway,             gateway:8080,   false",
        "https://events.example.com, events.example.com, true",
        "https://events.example.com, events.example.com:443, true",
        "http://gateway:8080.evil,   gateway:8080,   false",
    })
    void allows(String origin, String host, boolean allowed) {
        var origins = new Origins(List.of("same-origin", "https://good.com"), Origins.Names.ANY);

        assertThat(origins.allow(origin, host)).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "http://localhost:8080, localhost:8080,  true",
        "http://127.0.0.1:8080, 127.0.0.1:8080,  true",
        "http://[::1]:8080,     [::1]:8080,      true",
        "http://localhost:3000, 127.0.0.1:8080,  true",
        "https://localhost,     localhost:8080,  true",
        "http://evil.com:8080,  evil.com:8080,   false",
        "http://evil.com,       localhost:8080,  false",
        "http://localhost:3000, evil.com:8080,   false",
        "null,                  localhost:8080,  false",
        "file://localhost,      localhost:8080,  false",
        "http://localhost.evil.com:8080, localhost.evil.com:8080, false",
    })
    void takesPagesOfThisMachineForItsOwnUnderItsNamesOnly(
            String origin, String host, boolean allowed) {
        var origins = new Origins(List.of("same-origin"), Origins.Names.THIS_MACHINE);

        assertThat(origins.allow(origin, host)).isEqualTo(allowed);
    }

    @Test
    void allowsNoPageOfItsOwnWhereThatIsNotListed() {
        var origins = new Origins(List.of("https://good.com"), Origins.Names.ANY);

        assertThat(origins.allow("http://gateway:8080", "gateway:8080")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, true",
        "127.0.0.1, true",
        "192.168.1.5:8080, true",
        "[fe80::1]:8080, true",
        "good.com, true",
        "good.com:443, true",
        "evil.example:8080, false",
        "1.2.3.4.evil.example, false"
    })
    void namesThatCouldBeAnybodysHaveToBeListedWhereNobodyIsAskedForAToken(
            String host, boolean allowed) {
        var origins = new Origins(List.of("same-origin", "https://good.com"), Origins.Names.SAFE);

        assertThat(origins.allowHost(host)).isEqualTo(allowed);
        assertThat(origins.allow("http://" + host, host)).isEqualTo(allowed);
    }
}

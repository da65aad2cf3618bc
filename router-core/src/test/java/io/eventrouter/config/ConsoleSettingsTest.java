package io.eventrouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSettingsTest {
    @Test
    void readsAddressesJoinedByCommas() {
        List<URI> nodes = ConsoleSettings.parse("http://gw-1:8081, https://gw-2:8081/");

        assertThat(new ConsoleSettings(ConsoleAccess.LOCAL, nodes).nodes())
                .containsExactly(URI.create("http://gw-1:8081"), URI.create("https://gw-2:8081/"));
        assertThat(ConsoleSettings.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gw-1:8081",
                "ftp://gw-1",
                "http:gw-1",
                "http://",
                "file:///etc/passwd",
                "http://user:secret@gw-1:8081",
                "http://gw-1:8081/metrics",
                "http://gw-1:8081?x=1",
                "http://gw 1",
                "http://a,,http://b"
            })
    void refusesWhatIsNotTheAddressOfAPort(String text) {
        assertThatThrownBy(
                        () -> new ConsoleSettings(ConsoleAccess.LOCAL, ConsoleSettings.parse(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://HOST:PORT")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesMoreNodesThanAPageCanShow() {
        List<URI> nodes = Collections.nCopies(65, URI.create("http://gw:8081"));

        assertThatThrownBy(() -> new ConsoleSettings(ConsoleAccess.ALL, nodes))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("64 at most");
    }

    @Test
    void takesOtherNodesOnlyWhereNoneAreSet() {
        var others = List.of(URI.create("http://127.0.0.1:8081"));
        var set = new ConsoleSettings(ConsoleAccess.NONE, List.of(URI.create("http://gw:1")));
        var none = new ConsoleSettings(ConsoleAccess.NONE, List.of());

        assertThat(set.orNodes(others)).isEqualTo(set);
        assertThat(none.orNodes(others).nodes()).isEqualTo(others);
    }

    @Test
    void readsWhoMaySeeFigures() {
        assertThat(ConsoleAccess.parse(" All ")).isEqualTo(ConsoleAccess.ALL);
        assertThatThrownBy(() -> ConsoleAccess.parse("anyone"))
                .hasMessage("local, all or none is allowed");
    }
}

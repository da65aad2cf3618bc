package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.console.ReplayRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleOrderTest {
    @Test
    void readsWhichSessionIsToBeClosed() {
        assertThat(ConsoleOrder.kick(bytes("{\"session\":\"1y2p0ij32e8e7.a\"}")))
                .isEqualTo("1y2p0ij32e8e7.a");
    }

    @Test
    void readsWhichLetterIsToBeReplayedAndHow() {
        var order = "{\"letter\":\"0:17\",\"channel\":\"a.b\",\"level\":\"low\",\"dryRun\":true}";

        ReplayRequest request = replay(order);

        assertThat(request.letter()).isEqualTo(new Position(0, 17));
        assertThat(request.channel()).contains(new Channel("a.b"));
        assertThat(request.level().orElseThrow().name()).isEqualTo("low");
        assertThat(request.dryRun()).isTrue();
        assertThat(replay("{\"letter\":\"0:17\"}"))
                .isEqualTo(
                        new ReplayRequest(
                                new Position(0, 17), Optional.empty(), Optional.empty(), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                              | object",
                "[]                            | object",
                "{                             | not JSON",
                "{} {}                         | not JSON",
                "{\"letter\":1}                | letter: a string",
                "{}                            | letter: it is needed",
                "{\"letter\":\"17\"}           | PARTITION:OFFSET",
                "{\"letter\":\"0:1\",\"letter\":\"0:2\"}      | twice",
                "{\"letter\":\"0:1\",\"channel\":\"no!\"}     | channel",
                "{\"letter\":\"0:1\",\"channel\":null}        | channel: a string",
                "{\"letter\":\"0:1\",\"level\":\"urgent\"}    | priority",
                "{\"letter\":\"0:1\",\"dryrun\":true}         | channel, dryRun, letter, level",
                "{\"letter\":\"0:1\",\"dryRun\":\"yes\"}      | true or false"
            })
    void saysWhatIsWrongWithAReplay(String body, String expected) {
        assertThatThrownBy(() -> replay(body == null ? "" : body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"session\":1}",
                "{\"session\":\"\"}",
                "{\"session\":\"../metrics\"}",
                "{\"session\":\"a b\"}",
                "{\"session\":\"a\",\"gateway\":\"http://evil\"}"
            })
    void takesNothingForASessionThatIsNone(String body) {
        assertThatThrownBy(() -> ConsoleOrder.kick(bytes(body)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ReplayRequest replay(String body) {
        return ConsoleOrder.replay(bytes(body), Priorities.standard());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

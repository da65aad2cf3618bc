package io.eventrouter.benchmarks.fanout.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void asksEachServerInItsOwnWay() {
        assertThat(head(new Target(1, "own", 1)))
                .startsWith("GET /ws?channel=bench HTTP/1.1")
                .contains("Sec-WebSocket-Protocol: cloudevents.json\r\n");
        assertThat(head(new Target(1, "query", 1)))
                .startsWith("GET /ws?channel=bench HTTP/1.1")
                .doesNotContain("Protocol:");
        assertThat(head(new Target(1, "nchan", 1))).startsWith("GET /sub/bench HTTP/1.1");
    }

    @Test
    void givesEachSessionChannelsOfItsOwn() {
        var target = new Target(1, "own", 2);

        assertThat(head(target)).startsWith("GET /ws?channel=s7-0&channel=s7-1 HTTP/1.1");
        assertThat(target.channel(7, 1)).isEqualTo("s7-1");
    }

    private static String head(Target target) {
        return new String(target.handshake(7).array(), US_ASCII);
    }
}

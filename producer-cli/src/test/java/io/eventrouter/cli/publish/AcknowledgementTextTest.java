package io.eventrouter.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.EventId;
import io.eventrouter.ingest.Acknowledged;
import org.junit.jupiter.api.Test;

class AcknowledgementTextTest {
    private static final Acknowledged ACKNOWLEDGED =
            new Acknowledged(new EventId("/shop", "a\"1"), "events.high", 3, 18_446);

    @Test
    void saysWhereTheEventIs() {
        String text = AcknowledgementText.plain(ACKNOWLEDGED);

        assertThat(text).isEqualTo("a\"1  events.high:3:18446");
    }

    @Test
    void isAnObjectForPrograms() {
        String text = AcknowledgementText.json(ACKNOWLEDGED, 7);

        assertThat(text)
                .isEqualTo(
                        "{\"id\":\"a\\\"1\",\"source\":\"/shop\",\"topic\":\"events.high\","
                                + "\"partition\":3,\"offset\":18446,\"line\":7}");
    }
}

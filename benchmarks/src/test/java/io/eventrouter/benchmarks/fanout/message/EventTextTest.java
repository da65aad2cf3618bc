package io.eventrouter.benchmarks.fanout.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventrouter.event.Priorities;
import io.eventrouter.wire.RoutedRecord;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class EventTextTest {
    private static final long AT = 1_234_567_890_123L;

    @Test
    void givesPeersTheMessageThatAGatewayMakes() {
        String data = EventText.data(128, 2, AT);
        var record =
                RoutedEvents.consumed(
                        "events.routed", 0, 77, "normal", "bench", data.getBytes(US_ASCII));
        var routed = RoutedRecord.read(record, Priorities.standard()).orElseThrow();

        String message = EventText.message("bench", "normal", 77, data);

        assertThat(message).isEqualTo(new String(routed.toJson(), US_ASCII));
    }

    @Test
    void hasDataOfExactlyTheSizeThatIsAskedFor() {
        assertThat(EventText.data(EventText.MIN_DATA_BYTES, 0, AT))
                .hasSize(EventText.MIN_DATA_BYTES);
        assertThat(EventText.data(1024, 3, AT)).hasSize(1024);
    }

    @Test
    void tellsAReceiverWhenItWasPublishedAndOfWhichLevel() {
        String text = EventText.message("bench", "low", 1, EventText.data(128, 3, AT));
        ByteBuffer received = ByteBuffer.wrap(("##" + text + "##").getBytes(US_ASCII));
        received.position(2).limit(received.limit() - 2);

        assertThat(EventText.atNanos(received)).isEqualTo(AT);
        assertThat(EventText.rank(received)).isEqualTo(3);
    }

    @Test
    void refusesDataThatHasNoRoomForWhatItMustSay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventText.data(EventText.MIN_DATA_BYTES - 1, 0, AT));
    }
}

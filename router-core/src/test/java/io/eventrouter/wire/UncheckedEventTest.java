package io.eventrouter.wire;

import static io.eventrouter.wire.Records.PRIORITIES;
import static io.eventrouter.wire.Records.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UncheckedEventTest {
    private static final Map<String, String> ATTRIBUTES =
            Map.of(
                    "specversion", "1.0",
                    "id", "a-1",
                    "source", "/shop",
                    "type", "order.paid",
                    "channel", "orders.eu");
    private static final Optional<String> JSON = Optional.of("application/json");

    @Test
    void isTheSameEventWhetherItsPartsCameTogetherOrApart() {
        byte[] together =
                bytes(
                        "{\"specversion\":\"1.0\",\"id\":\"a-1\",\"source\":\"/shop\","
                                + "\"type\":\"order.paid\",\"channel\":\"orders.eu\","
                                + "\"data\":{\"n\": 1.0}}");

        Event apart = check(UncheckedEvent.binary(ATTRIBUTES, JSON, bytes("{\"n\": 1.0}")));

        assertThat(apart).isEqualTo(check(UncheckedEvent.structured(together)));
    }

    @Test
    void takesADefaultOnlyWhereItsSenderGaveNothing() {
        var sent = UncheckedEvent.binary(ATTRIBUTES, Optional.empty(), null);

        Event event =
                check(
                        sent.withDefault("type", "other")
                                .withDefault("time", "2026-11-24T08:30:00Z"));

        assertThat(event.type()).isEqualTo("order.paid");
        assertThat(event.time()).contains(Instant.parse("2026-11-24T08:30:00Z"));
        assertThat(sent.attribute("time")).isEmpty();
    }

    @Test
    void leavesAloneWhatIsNotJson() {
        byte[] text = bytes("{\"a\":1,\"a\":2}");

        Event event = check(UncheckedEvent.binary(ATTRIBUTES, Optional.of("text/plain"), text));

        assertThat(event.data()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "{\"a\":1,\"a\":2}",
                "[{\"b\":{\"a\":1,\"a\":2}}]",
                "{} {}",
                "{},",
                "\"\\ud800\"",
                "{\"a\":}"
            })
    void refusesDataThatIsNotOneStrictJsonValue(String data) {
        assertThatThrownBy(() -> UncheckedEvent.binary(ATTRIBUTES, JSON, bytes(data)))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        e -> assertThat(e.attribute()).isEqualTo("data"));
    }

    @Test
    void refusesDataBeyondALimitOfJson() {
        for (String data :
                new String[] {
                    "[".repeat(33) + "]".repeat(33),
                    "1".repeat(1_000),
                    "{\"" + "n".repeat(1_025) + "\":1}"
                })
            assertThatThrownBy(() -> UncheckedEvent.binary(ATTRIBUTES, JSON, bytes(data)))
                    .hasMessageContaining("limit of JSON")
                    .hasMessageNotContaining("nnn");
    }

    @Test
    void saysWhichAttributeIsMissing() {
        var sent = UncheckedEvent.binary(Map.of("specversion", "1.0"), Optional.empty(), null);

        assertThatThrownBy(() -> check(sent)).hasMessage("source: is missing");
    }

    private static Event check(UncheckedEvent event) {
        return event.check(PRIORITIES, Records.HIGH, Optional.empty());
    }
}

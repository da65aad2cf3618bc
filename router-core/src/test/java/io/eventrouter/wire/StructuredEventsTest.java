package io.eventrouter.wire;

import static io.eventrouter.wire.Records.PRIORITIES;
import static io.eventrouter.wire.Records.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.EventId;
import io.eventrouter.event.InvalidEventException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredEventsTest {
    private static final String START =
            "{\"specversion\":\"1.0\",\"id\":\"a-1\",\"source\":\"/orders\","
                    + "\"type\":\"order.created\",\"channel\":\"orders.eu\"";

    @Test
    void readsEveryAttribute() {
        Event event =
                parse(
                        START
                                + ",\"priority\":\"critical\",\"time\":\"2026-11-24T08:30:00+01:00\","
                                + "\"expirytime\":\"2026-11-24T09:00:00Z\",\"collapsekey\":\"k\","
                                + "\"subject\":\"s\",\"sequence\":7,\"partitionkey\":\"p\","
                                + "\"data\":{\"n\": 1.0}}");

        assertThat(event.id()).isEqualTo(new EventId("/orders", "a-1"));
        assertThat(event.type()).isEqualTo("order.created");
        assertThat(event.channel()).isEqualTo(new Channel("orders.eu"));
        assertThat(event.priority().name()).isEqualTo("critical");
        assertThat(event.time()).contains(Instant.parse("2026-11-24T07:30:00Z"));
        assertThat(event.expiry()).contains(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(event.collapseKey()).contains("k");
        assertThat(event.attributes())
                .containsEntry("subject", "s")
                .containsEntry("sequence", "7")
                .containsEntry("partitionkey", "p")
                .hasSize(3);
        assertThat(event.key()).isEqualTo("p");
        assertThat(event.contentType()).contains("application/json");
        assertThat(event.data()).isEqualTo(bytes("{\"n\": 1.0}"));
    }

    @Test
    void takesTheDefaultPriorityForAnEventThatNamesNone() {
        assertThat(parse(START + "}").priority()).isEqualTo(Records.HIGH);
    }

    @Test
    void takesADefaultChannelWhereOneIsGiven() {
        String json = START.replace(",\"channel\":\"orders.eu\"", "") + "}";
        Optional<Channel> channel = Optional.of(new Channel("alerts"));

        Event without = StructuredEvents.parse(bytes(json), PRIORITIES, Records.HIGH, channel);
        Event with = StructuredEvents.parse(bytes(START + "}"), PRIORITIES, Records.HIGH, channel);

        assertThat(without.channel()).isEqualTo(new Channel("alerts"));
        assertThat(with.channel()).isEqualTo(new Channel("orders.eu"));
    }

    @Test
    void ignoresThePositionOfAnEventThatCameFromUs() {
        assertThat(parse(START + ",\"position\":\"3:1\"}").attributes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "channel"})
    void requiresWhatNothingCanStandInFor(String attribute) {
        String without = START.replaceFirst("\"" + attribute + "\":\"[^\"]*\",?", "") + "}";
        String nothing =
                START.replaceFirst("\"" + attribute + "\":\"[^\"]*\"", "\"" + attribute + "\":null")
                        + "}";

        assertRefused(without.replace(",}", "}"), attribute);
        assertRefused(nothing, attribute);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"priority\":\"urgent\"}|priority",
                ",\"partitionkey\":\"a\\r\\nb\"}|partitionkey",
                ",\"op\":\"publish\"}|op",
                ",\"time\":\"noon\"}|time",
                ",\"expirytime\":12}|expirytime",
                ",\"n\":1.5}|n",
                ",\"n\":[]}|n",
                ",\"data\":1,\"data_base64\":\"AA==\"}|data",
                ",\"data_base64\":\"A\"}|data",
                ",\"datacontenttype\":\"text/plain;charset=latin1\",\"data\":\"\"}|datacontenttype",
                ",\"data\":NaN}|event",
                ",\"data\":{\"a\":{\"b\":1,\"b\":1}}}|event",
                ",\"type\":\"again\"}|event",
                ",\"data\":\"\\ud800\"}|event",
                ",\"data\":1} {}|event",
                ",\"data\":1}}|event",
                "|event"
            })
    void namesTheAttributeAtFault(String end, String attribute) {
        assertRefused(START + (end == null ? "" : end), attribute);
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertRefused(START + ",\"data\":" + "[".repeat(33) + "]".repeat(33) + "}", "event");
        assertRefused(START + ",\"data\":" + "9".repeat(1_000) + "}", "event");
        assertRefused(START + ",\"data\":{\"" + "n".repeat(10_000) + "\":1}}", "event");
        assertRefused(
                START + ",\"partitionkey\":\"" + "k".repeat(10 << 10) + "\"}", "partitionkey");
        assertThat(parse(START + ",\"data\":" + "[".repeat(32) + "]".repeat(32) + "}").data())
                .hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "7", "\"specversion\"", "x"})
    void refusesWhatIsNotAnObject(String json) {
        assertRefused(json, "event");
    }

    @Test
    void tellsAnEventFromData() {
        assertThat(StructuredEvents.isMeantAsEvent(bytes("{\"a\":{},\"specversion\":\"0.3\"}")))
                .isTrue();
        assertThat(StructuredEvents.isMeantAsEvent(bytes("{\"data\":{\"specversion\":\"1.0\"}}")))
                .isFalse();
        assertThat(StructuredEvents.isMeantAsEvent(bytes("[\"specversion\"]"))).isFalse();
        assertThat(StructuredEvents.isMeantAsEvent(bytes("{\"a\":"))).isFalse();
        assertThat(StructuredEvents.isMeantAsEvent(bytes("text"))).isFalse();
    }

    private static Event parse(String json) {
        return StructuredEvents.parse(bytes(json), PRIORITIES, Records.HIGH);
    }

    private static void assertRefused(String json, String attribute) {
        assertThatThrownBy(() -> parse(json))
                .asInstanceOf(type(InvalidEventException.class))
                .extracting(InvalidEventException::attribute)
                .isEqualTo(attribute);
    }
}

package io.eventrouter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

    @Test
    void isWhatItsBuilderWasTold() {
        byte[] data = {1};
        Instant time = Instant.parse("2026-11-24T08:30:00Z");

        Event event =
                minimal()
                        .time(time)
                        .expiry(time.plusSeconds(1))
                        .collapseKey("k")
                        .contentType("image/png")
                        .attribute("subject", "s")
                        .attribute("region", "eu")
                        .data(data)
                        .build();

        assertThat(event.id()).isEqualTo(new EventId("/orders", "1"));
        assertThat(event.time()).contains(time);
        assertThat(event.expiry()).contains(time.plusSeconds(1));
        assertThat(event.collapseKey()).contains("k");
        assertThat(event.contentType()).contains("image/png");
        assertThat(event.attributes().keySet()).containsExactly("region", "subject");
        assertThat(event.data()).isSameAs(data);
    }

    @Test
    void equalsAnotherWithTheSameBytes() {
        Event one = minimal().data(new byte[] {1}).build();
        Event same = minimal().data(new byte[] {1}).build();
        Event other = minimal().data(new byte[] {2}).build();

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    }

    @Test
    void isKeyedByItsChannelUnlessItSaysOtherwise() {
        assertThat(minimal().build().key()).isEqualTo("orders.eu");
        assertThat(minimal().attribute("partitionkey", "p").build().key()).isEqualTo("p");
    }

    @Test
    void doesNotPrintItsData() {
        assertThat(
                        minimal()
                                .data("secret".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .build())
                .asString()
                .contains("/orders", "orders.eu")
                .doesNotContain("secret");
    }

    @Test
    void needsATypeAChannelAndAPriority() {
        assertThatThrownBy(() -> Event.builder().id("/s", "1").build())
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("type");
        assertThatThrownBy(() -> Event.builder().id("/s", "1").type("t").build())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("channel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "source",
                "type",
                "specversion",
                "channel",
                "priority",
                "time",
                "expirytime",
                "collapsekey",
                "datacontenttype",
                "data",
                "position",
                "op"
            })
    void hasNoExtensionWithANameThatMeansSomethingElse(String name) {
        assertThatThrownBy(() -> minimal().attribute(name, "x"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Subject", "sub-ject", "sub_ject", "é", "a b"})
    void hasNoExtensionWithANameThatCloudEventsDoesNotAllow(String name) {
        assertThatThrownBy(() -> minimal().attribute(name, "x"))
                .isInstanceOf(InvalidEventException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a\nb", "\u001b[0m", "\u007f", "\u009b", "\ud800", "\udc00x", "\uffff"})
    void hasNoAttributeThatIsNotPlainText(String text) {
        assertThatThrownBy(() -> minimal().attribute("subject", text))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("\u001b");
        assertThatThrownBy(() -> minimal().type(text).build())
                .isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> minimal().id("/s", text))
                .isInstanceOf(InvalidEventException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1000000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void hasNoTimeThatRfc3339CannotWrite(Instant time) {
        assertThatThrownBy(() -> minimal().time(time).build())
                .isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> minimal().expiry(time).build())
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void boundsItsKey() {
        minimal().attribute("partitionkey", "k".repeat(1024));

        assertThatThrownBy(() -> minimal().attribute("partitionkey", "k".repeat(1025)))
                .isInstanceOf(InvalidEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "https://shop.example/a?b#c", "urn:uuid:1", "a", "ä", "#"})
    void comesFromAUriReference(String source) {
        assertThat(new EventId(source, "1").source()).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my service", "%zz", ":x", "http://[x", "<a>"})
    void comesFromNothingElse(String source) {
        assertThatThrownBy(() -> new EventId(source, "1"))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        e -> assertThat(e.attribute()).isEqualTo("source"));
    }

    @Test
    void needsADataSchemaThatIsAUriReference() {
        assertThatThrownBy(() -> minimal().attribute("dataschema", "a b"))
                .isInstanceOf(InvalidEventException.class);
    }

    private static Event.Builder minimal() {
        return Event.builder()
                .id("/orders", "1")
                .type("t")
                .channel(new Channel("orders.eu"))
                .priority(Priorities.standard().require("high"));
    }
}

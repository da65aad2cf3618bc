package io.eventrouter.cli.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Priorities LEVELS = Priorities.standard();
    private static final String WHOLE =
            "{\"specversion\":\"1.0\",\"id\":\"a1\",\"source\":\"/shop\",\"type\":\"paid\"%s,"
                    + "\"data\":{\"n\":1.50,\"big\":12345678901234567890.0}}";

    @Test
    void makesAnEventOfDataAndFlags() {
        var flags = new Flags().channel("orders.eu").ttl(Duration.ofSeconds(30)).key("k1");

        Event event = flags.events().ofLine("{\"n\":1}".getBytes(UTF_8));

        assertThat(event.id().id()).isEqualTo("new-id");
        assertThat(event.id().source()).isEqualTo("/event-router/publish");
        assertThat(event.type()).isEqualTo("eventrouter.event");
        assertThat(event.channel().name()).isEqualTo("orders.eu");
        assertThat(event.priority().name()).isEqualTo("normal");
        assertThat(event.time()).contains(NOW);
        assertThat(event.expiry()).contains(NOW.plusSeconds(30));
        assertThat(event.key()).isEqualTo("k1");
        assertThat(event.contentType()).contains("application/json");
        assertThat(event.data()).isEqualTo("{\"n\":1}".getBytes(UTF_8));
    }

    @Test
    void takesAnArgumentThatIsNotJsonForText() {
        Event event = new Flags().channel("chat").events().ofArgument("hello {world");

        assertThat(event.contentType().orElseThrow()).startsWith("text/plain");
        assertThat(event.data()).isEqualTo("hello {world".getBytes(UTF_8));
    }

    @Test
    void takesAnArgumentThatIsJsonForJson() {
        Event event = new Flags().channel("chat").events().ofArgument("42");

        assertThat(event.contentType()).contains("application/json");
    }

    @Test
    void refusesALineThatIsNotJson() {
        InputEvents events = new Flags().channel("chat").events();

        assertThatThrownBy(() -> events.ofLine("hello".getBytes(UTF_8)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("not valid JSON");
    }

    @Test
    void takesAnyLineForDataOfTheTypeThatWasGiven() {
        InputEvents events = new Flags().channel("chat").contentType("text/csv").events();

        Event event = events.ofLine("a,b,{".getBytes(UTF_8));

        assertThat(event.contentType()).contains("text/csv");
        assertThat(event.data()).isEqualTo("a,b,{".getBytes(UTF_8));
    }

    @Test
    void checksDataOfATypeThatIsJson() {
        InputEvents events =
                new Flags()
                        .channel("chat")
                        .contentType("application/geo+json; charset=utf-8")
                        .events();

        assertThatThrownBy(() -> events.ofArgument("{")).isInstanceOf(BadInputException.class);
    }

    @Test
    void takesAWholeEventAsItIs() {
        var json = WHOLE.formatted(",\"channel\":\"orders.us\",\"priority\":\"low\"");

        Event event =
                new Flags().channel("other").key("other").events().ofLine(json.getBytes(UTF_8));

        assertThat(event.id().id()).isEqualTo("a1");
        assertThat(event.id().source()).isEqualTo("/shop");
        assertThat(event.channel().name()).isEqualTo("orders.us");
        assertThat(event.priority().name()).isEqualTo("low");
    }

    @Test
    void givesAWholeEventWhatItLacks() {
        var json = WHOLE.formatted("");
        var flags =
                new Flags()
                        .channel("orders.eu")
                        .priority("high")
                        .key("k1")
                        .collapseKey("c\"1")
                        .ttl(Duration.ofMinutes(1));

        Event event = flags.events().ofLine(json.getBytes(UTF_8));

        assertThat(event.channel().name()).isEqualTo("orders.eu");
        assertThat(event.priority().name()).isEqualTo("high");
        assertThat(event.key()).isEqualTo("k1");
        assertThat(event.collapseKey()).contains("c\"1");
        assertThat(event.expiry()).contains(NOW.plusSeconds(60));
        assertThat(new String(event.data(), UTF_8))
                .isEqualTo("{\"n\":1.50,\"big\":12345678901234567890.0}");
    }

    @Test
    void refusesAWholeEventOfALevelThatThereIsNot() {
        var json = WHOLE.formatted(",\"channel\":\"a\",\"priority\":\"urgent\"");
        InputEvents events = new Flags().events();

        assertThatThrownBy(() -> events.ofLine(json.getBytes(UTF_8)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("\"urgent\" is not a level here");
    }

    @Test
    void saysThatThereIsNoChannel() {
        InputEvents events = new Flags().events();

        assertThatThrownBy(() -> events.ofLine("{\"n\":1}".getBytes(UTF_8)))
                .hasMessage("no channel: give --channel, or an event that has one");
        assertThatThrownBy(() -> events.ofLine(WHOLE.formatted("").getBytes(UTF_8)))
                .hasMessage("no channel: give --channel, or an event that has one");
    }

    /** Flags with the usual values. */
    private static final class Flags {
        private String channel;
        private String priority = "normal";
        private String key;
        private Duration ttl;
        private String collapseKey;
        private String contentType;

        Flags channel(String value) {
            channel = value;
            return this;
        }

        Flags priority(String value) {
            priority = value;
            return this;
        }

        Flags key(String value) {
            key = value;
            return this;
        }

        Flags ttl(Duration value) {
            ttl = value;
            return this;
        }

        Flags collapseKey(String value) {
            collapseKey = value;
            return this;
        }

        Flags contentType(String value) {
            contentType = value;
            return this;
        }

        InputEvents events() {
            var flags =
                    new EventFlags(
                            Optional.ofNullable(channel).map(Channel::new),
                            LEVELS.require(priority),
                            Optional.empty(),
                            EventFlags.DEFAULT_SOURCE,
                            EventFlags.DEFAULT_TYPE,
                            Optional.ofNullable(key),
                            Optional.ofNullable(ttl),
                            Optional.ofNullable(collapseKey),
                            Optional.ofNullable(contentType));
            return new InputEvents(flags, LEVELS, Clock.fixed(NOW, ZoneOffset.UTC), () -> "new-id");
        }
    }
}

package io.eventrouter.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.client.ReceivedEvents;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.TerminalText;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventLineTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-04T05:06:07.890Z");
    private final EventLine plain = new EventLine(Palette.of(false), 0, ZoneOffset.UTC);

    @Test
    void showsTimeDelayLevelChannelAndData() {
        var event = event("\"time\":\"2026-03-04T05:06:07.878Z\",\"data\":{\"n\":1.50}");

        String line = plain.of(event, RECEIVED);

        assertThat(line).isEqualTo("05:06:07.878     12ms  high      orders.eu  {\"n\":1.50}");
    }

    @Test
    void leavesTimeAndDelayBlankWhereTheSenderGaveNoTime() {
        var event = event("\"data\":1");

        String line = plain.of(event, RECEIVED);

        assertThat(line).isEqualTo(" ".repeat(23) + "high      orders.eu  1");
    }

    @Test
    void showsTextWithItsControlCharactersEscaped() {
        var event = event("\"data\":\"a\\n\\u001b[2Jb\"");

        String line = plain.of(event, RECEIVED);

        assertThat(line).endsWith("  a\\n\\u001b[2Jb");
    }

    @Test
    void tellsTheSizeOfBinaryData() {
        var event = event("\"data_base64\":\"AAECAwQ=\"");

        String line = plain.of(event, RECEIVED);

        assertThat(line).endsWith("  <5 bytes>");
    }

    @Test
    void cutsDataToTheWidthOfTheTerminal() {
        var narrow = new EventLine(Palette.of(false), 60, ZoneOffset.UTC);
        var event = event("\"data\":\"" + "世x".repeat(100) + "\"");

        String line = narrow.of(event, RECEIVED);

        assertThat(TerminalText.columns(line)).isBetween(59, 60);
        assertThat(line).endsWith("…");
    }

    @Test
    void coloursByLevel() {
        var coloured = new EventLine(Palette.of(true), 0, ZoneOffset.UTC);
        var event = event("\"data\":1");

        String line = coloured.of(event, RECEIVED);

        assertThat(line).contains(Palette.of(true).level("high", "high    "));
    }

    @Test
    void staysOneLineWhateverTheAttributesHold() {
        var event =
                ReceivedEvents.of(
                        "{\"specversion\":\"1.0\",\"channel\":\"a\\nb\",\"priority\":\"\\u001b[31m\"}");

        String line = plain.of(event, RECEIVED);

        assertThat(line).contains("a\\nb", "\\u001b[31m");
        assertThat(line.chars()).noneMatch(Character::isISOControl);
    }

    private static io.eventrouter.cli.client.ReceivedEvent event(String members) {
        return ReceivedEvents.of(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"channel\":\"orders.eu\",\"priority\":\"high\","
                        + members
                        + "}");
    }
}

package io.eventrouter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
    @Test
    void leavesOrdinaryTextOfAnyScriptAsItIs() {
        var text = "Grüße, 世界 😀 {\"a\":1}";

        String escaped = TerminalText.escape(text);

        assertThat(escaped).isEqualTo(text);
    }

    @Test
    void escapesWhatWouldMoveTheCursorOrStartALine() {
        var text = "a\nb\tc\rd\u001b[2Je\u009b1mf\u2028g\u0000";

        String escaped = TerminalText.escape(text);

        assertThat(escaped).isEqualTo("a\\nb\\tc\\rd\\u001b[2Je\\u009b1mf\\u2028g\\u0000");
    }

    @Test
    void escapesWhatWouldTurnTheReadingDirection() {
        var text = "a\u202eb\u2066c";

        String escaped = TerminalText.escape(text);

        assertThat(escaped).isEqualTo("a\\u202eb\\u2066c");
    }

    @Test
    void escapesHalfASurrogatePair() {
        var text = "a\ud83db";

        String escaped = TerminalText.escape(text);

        assertThat(escaped).isEqualTo("a\\ud83db");
    }

    @Test
    void cutsToTheWidthWithAnEllipsis() {
        var text = "abcdefgh";

        String shortened = TerminalText.shorten(text, 5);

        assertThat(shortened).isEqualTo("abcd…");
    }

    @Test
    void leavesTextThatFitsExactly() {
        var text = "abcde";

        String shortened = TerminalText.shorten(text, 5);

        assertThat(shortened).isEqualTo("abcde");
    }

    @Test
    void countsWideCharactersForTwo() {
        var text = "世界世界";

        String shortened = TerminalText.shorten(text, 6);

        assertThat(shortened).isEqualTo("世界…");
    }

    @Property
    void whatIsEscapedHasNoControlCharacterLeft(@ForAll String text) {
        String escaped = TerminalText.escape(text);

        assertThat(escaped.chars()).noneMatch(Character::isISOControl);
    }

    @Property
    void whatIsShortenedFits(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 40) int columns) {
        String shortened = TerminalText.shorten(TerminalText.escape(text), columns);

        assertThat(TerminalText.columns(shortened)).isLessThanOrEqualTo(columns);
    }
}

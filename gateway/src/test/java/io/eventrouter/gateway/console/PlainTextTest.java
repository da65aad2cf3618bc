package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void keepsTextOfAnyLanguage() {
        assertThat(PlainText.beginning(bytes("Grüße, 世界 🎉"), 50)).contains("Grüße, 世界 🎉");
    }

    @Test
    void cutsWhatIsLongAndSaysSo() {
        assertThat(PlainText.beginning(bytes("abcdef"), 3)).contains("abc…");
        assertThat(PlainText.beginning(bytes("abc"), 3)).contains("abc");
        assertThat(PlainText.shortened("abcdef", 3)).isEqualTo("abc…");
    }

    @Test
    void takesOutWhatWouldTurnOrHideTheTextAroundIt() {
        String text = "a\u202Eb\u0000c\u001B[31md\n\te\u2028f\u200Bg";

        assertThat(PlainText.beginning(bytes(text), 50))
                .contains("a\uFFFDb\uFFFDc\uFFFD[31md  e\uFFFDf\uFFFDg");
    }

    @Test
    void takesNothingForTextThatIsNot() {
        assertThat(PlainText.beginning(new byte[] {(byte) 0xC3, 0x28}, 50)).isEmpty();
        assertThat(PlainText.beginning(new byte[] {(byte) 0xE2, (byte) 0x82}, 50)).isEmpty();
    }

    @Property
    void takesAnyBytesAndGivesABoundedText(@ForAll byte[] anything) {
        PlainText.beginning(anything, 10)
                .ifPresent(text -> assertThat(text.length()).isLessThanOrEqualTo(11));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

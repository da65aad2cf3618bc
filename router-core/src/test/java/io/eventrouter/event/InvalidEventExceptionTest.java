package io.eventrouter.event;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InvalidEventExceptionTest {

    @Test
    void showsWhatDoesNotShow() {
        String quoted = InvalidEventException.quote("a\r\n\u001b[31m\u202e\u2028\"\\ä🎉\ud800");

        assertThat(quoted)
                .isEqualTo("\"a\\u000d\\u000a\\u001b[31m\\u202e\\u2028\\\"\\\\ä🎉\\ud800\"");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(InvalidEventException.quote("x".repeat(1_000))).hasSize(67).endsWith("…\"");
    }

    @Property
    void staysOnOneLineWhateverASenderWrote(@ForAll String text) {
        String quoted = InvalidEventException.quote(text);

        assertThat(quoted.codePoints())
                .noneMatch(
                        c ->
                                Character.isISOControl(c)
                                        || c == 0x2028
                                        || c == 0x2029
                                        || Character.getType(c) == Character.SURROGATE);
    }
}

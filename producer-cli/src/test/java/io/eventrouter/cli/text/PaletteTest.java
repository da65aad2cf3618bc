package io.eventrouter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaletteTest {
    @Test
    void coloursALevelAndSwitchesTheColourOffAgain() {
        var palette = Palette.of(true);

        String text = palette.level("critical", "fire");

        assertThat(text).startsWith("\u001b[").contains("fire").endsWith("m").isNotEqualTo("fire");
    }

    @Test
    void leavesTextAloneWhereColoursAreNotWanted() {
        var palette = Palette.of(false);

        String text = palette.level("critical", "fire") + palette.bold("!") + palette.faint(".");

        assertThat(text).isEqualTo("fire!.");
    }

    @Test
    void givesALevelOfADeploymentsOwnAColourToo() {
        var palette = Palette.of(true);

        String text = palette.level("bulk-import", "x");

        assertThat(text).startsWith("\u001b[");
    }
}

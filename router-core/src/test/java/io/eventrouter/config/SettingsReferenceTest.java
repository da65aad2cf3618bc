package io.eventrouter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/settings.md and the catalogue together. To write the file anew: {@code mvn test -pl
 * router-core -Dtest=SettingsReferenceTest -Dsettings.write=true}.
 */
class SettingsReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "settings.md");

    @Test
    void theReferenceSaysWhatTheCatalogueSays() throws IOException {
        String expected = SettingsReference.markdown();
        if (Boolean.getBoolean("settings.write")) Files.writeString(REFERENCE, expected);

        String written = Files.readString(REFERENCE);

        assertThat(written)
                .as("docs/settings.md is out of date: run this test with -Dsettings.write=true")
                .isEqualTo(expected);
    }

    @Test
    void everySettingHasANameAndAVariableOfItsOwnAndADefaultThatCanBeRead() {
        var names = new HashSet<String>();
        for (Setting<?> setting : SettingCatalogue.all()) {
            assertThat(setting.name()).matches("[a-z]+([.-][a-z]+)*");
            assertThat(names.add(setting.name())).isTrue();
            assertThat(names.add(setting.environmentVariable())).isTrue();
            assertThat(setting.read().apply(setting.defaultText())).isNotNull();
            assertThat(setting.description()).endsWith(".");
        }
    }
}

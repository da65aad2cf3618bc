package io.eventrouter.benchmarks.merge.variant;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.LevelSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VariantArgumentsTest {
    @Test
    void survivesACommandLine() {
        var arguments =
                new VariantArguments(
                        Variant.ROUTER,
                        "127.0.0.1:9",
                        "prefix",
                        LevelSettings.parse("critical:express,low:3"),
                        6,
                        "id",
                        Path.of("a directory"));

        var read = VariantArguments.parse(arguments.toList().toArray(String[]::new));

        assertThat(read).isEqualTo(arguments);
    }
}

package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SettingsOptionsTest {
    @TempDir private Path directory;

    @Test
    void readsTheFileThatIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("settings"), "topics.prefix=filed\n");

        Settings settings = options("--config", file.toString()).load();

        assertThat(settings.topics().prefix()).isEqualTo("filed");
    }

    @Test
    void letsFlagsWinOverTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("settings"), "topics.prefix=filed\n");

        Settings settings =
                options("--config", file.toString(), "--set", "topics.prefix=flagged").load();

        assertThat(settings.topics().prefix()).isEqualTo("flagged");
    }

    @Test
    void takesValuesWithEqualsSignsInThem() {
        Settings settings =
                options("--set", "kafka.client.sasl.jaas.config=a b=c d=e", "--kafka", "k1:1,k2:2")
                        .load();

        assertThat(settings.kafka().clientProperties())
                .containsEntry("sasl.jaas.config", "a b=c d=e");
        assertThat(settings.kafka().bootstrapServers()).isEqualTo("k1:1,k2:2");
    }

    @Test
    void letsACommandsOwnFlagsWin() {
        Settings settings = options("--set", "gateway.port=1").load(Map.of("gateway.port", "2"));

        assertThat(settings.gateway().port()).isEqualTo(2);
    }

    @Test
    void tellsWhetherKafkaWasNamed() {
        assertThat(options().kafka()).isEmpty();
        assertThat(options("--kafka", "k1:1").kafka()).contains("k1:1");
    }

    private static SettingsOptions options(String... arguments) {
        var command = new Holder();
        new CommandLine(command).parseArgs(arguments);
        return command.options;
    }

    @Command
    private static final class Holder {
        @Mixin private SettingsOptions options;
    }
}

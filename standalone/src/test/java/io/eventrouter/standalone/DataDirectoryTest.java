package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir Path temporary;

    @Test
    void isCreatedWithAFormattedLogDirectory() {
        Path root = temporary.resolve("a/b");

        Path logs = brokerLogsIn(root);

        assertThat(logs).isEqualTo(root.resolve("kafka"));
        assertThat(logs.resolve("meta.properties")).isRegularFile();
    }

    @Test
    void keepsTheIdentityOfTheClusterWhenOpenedAgain() throws IOException {
        Path first = brokerLogsIn(temporary);
        String identity = Files.readString(first.resolve("meta.properties"));

        Path second = brokerLogsIn(temporary);

        assertThat(second.resolve("meta.properties")).hasContent(identity);
    }

    @Test
    void startsOverAfterAFormatThatWasKilled() throws IOException {
        Path draft = Files.createDirectories(temporary.resolve("kafka.new"));
        Files.writeString(draft.resolve("bootstrap.checkpoint"), "half of");

        Path logs = brokerLogsIn(temporary);

        assertThat(logs.resolve("meta.properties")).isRegularFile();
        assertThat(draft).doesNotExist();
    }

    @Test
    void isForOneProcessAtATime() {
        DataDirectory first = DataDirectory.open(temporary);
        assertRefused(() -> DataDirectory.open(temporary), "in use by another event-router");

        first.close();

        DataDirectory.open(temporary).close();
    }

    @Test
    void refusesAFileInItsPlace() throws IOException {
        Path file = Files.createFile(temporary.resolve("data"));

        assertRefused(() -> DataDirectory.open(file), file + " is not a directory");
    }

    @Test
    void refusesALogDirectoryThatNoBrokerMade() throws IOException {
        Path photos = Files.createDirectories(temporary.resolve("kafka"));
        Files.writeString(photos.resolve("franz.jpg"), "a picture");

        assertRefused(() -> brokerLogsIn(temporary), "a broker did not make it");
        assertThat(photos.resolve("franz.jpg")).exists();
    }

    @Test
    void refusesWhatANewerReleaseLaidOut() throws IOException {
        layout("layout=2\nkafka=4.3-IV0\n");

        assertRefused(() -> DataDirectory.open(temporary), "written by a newer release");
    }

    @Test
    void refusesWhatANewerKafkaWrote() throws IOException {
        layout("layout=1\nkafka=99.0-IV0\n");

        assertRefused(() -> DataDirectory.open(temporary), "Kafka metadata 99.0-IV0");
    }

    @Test
    void refusesALayoutFileThatIsDamaged() throws IOException {
        layout("layout=\n");

        assertRefused(() -> DataDirectory.open(temporary), "written by a newer release");
    }

    @Test
    void takesWhatAnOlderKafkaWrote() throws IOException {
        layout("layout=1\nkafka=4.0-IV0\n");

        Path logs = brokerLogsIn(temporary);

        assertThat(logs).isDirectory();
    }

    private void layout(String text) throws IOException {
        Files.writeString(temporary.resolve("layout.properties"), text);
    }

    private static Path brokerLogsIn(Path root) {
        try (var directory = DataDirectory.open(root)) {
            return directory.brokerLogs(1, "CONTROLLER");
        }
    }

    private static void assertRefused(ThrowingCallable action, String why) {
        assertThatThrownBy(action)
                .isInstanceOf(StartException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("--data")
                .message()
                .doesNotContain("\n");
    }
}

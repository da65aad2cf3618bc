package io.eventrouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SettingsWatchTest {
    @TempDir Path scratch;

    private final List<String> levels = new CopyOnWriteArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Path file;
    private SettingsOrigin origin;
    private SettingsWatch watch;

    private final SettingsWatch.Listener listener =
            new SettingsWatch.Listener() {
                @Override
                public void changed(Settings before, Settings now) {
                    levels.add(now.levels().toString());
                }

                @Override
                public void invalid(InvalidSettingsException found) {
                    problems.addAll(found.problems());
                }
            };

    @BeforeEach
    void begin() throws IOException {
        file = scratch.resolve("settings.properties");
        write("levels=high:4,low:1");
        origin = new SettingsOrigin(Optional.of(file), Map.of(), Map.of());
        watch = new SettingsWatch(origin, origin.load(), listener);
        look(2);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) watch.look();
    }

    @Test
    void tellsNothingWhileTheFileSaysTheSame() throws IOException {
        write("# a remark\nlevels = high:4,low:1\n");

        look(5);

        assertThat(levels).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void tellsOfOtherSettingsOnce() throws IOException {
        write("levels=high:1,low:1");

        look(5);

        assertThat(levels).containsExactly("high:1,low:1");
    }

    /** Else an editor that empties the file at that moment would bring the defaults into force. */
    @Test
    void loadsWhatItHasSeenWhateverTheFileSaysByThen() throws IOException {
        write("");

        Settings settings = origin.load("levels=high:2,low:1".getBytes(StandardCharsets.UTF_8));

        assertThat(settings.levels()).hasToString("high:2,low:1");
    }

    @Test
    void waitsUntilTheFileIsWritten() throws IOException {
        write("");
        look(1);
        write("levels=high:9");
        look(1);
        write("levels=high:9,low:1");

        look(2);

        assertThat(levels).containsExactly("high:9,low:1");
        assertThat(problems).isEmpty();
    }

    @Test
    void tellsOfWhatIsNotAllowedOnceAndOfTheNextGoodOne() throws IOException {
        write("levels=high:0,low:1");
        look(5);
        write("levels=high:2,low:1");

        look(2);

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("levels")
                .contains("a weight is 1 to 1000");
        assertThat(levels).containsExactly("high:2,low:1");
    }

    @Test
    void tellsOnceThatTheFileIsGoneAndReadsItWhenItIsBack() throws IOException {
        Files.delete(file);
        look(3);
        write("levels=high:3,low:1");

        look(2);

        assertThat(problems).singleElement().asString().contains("cannot be read any more");
        assertThat(levels).containsExactly("high:3,low:1");
    }

    @Test
    void followsALinkThatIsExchanged() throws IOException {
        Path first = Files.writeString(scratch.resolve("1"), "levels=high:5,low:1");
        Path second = Files.writeString(scratch.resolve("2"), "levels=high:6,low:1");
        Files.delete(file);
        Files.createSymbolicLink(file, first);
        look(2);
        Files.delete(file);
        Files.createSymbolicLink(file, second);

        look(2);

        assertThat(levels).containsExactly("high:5,low:1", "high:6,low:1");
    }

    @Test
    void goesOnWhenAListenerFails() throws IOException {
        var failing =
                new SettingsWatch.Listener() {
                    @Override
                    public void changed(Settings before, Settings now) {
                        levels.add(now.levels().toString());
                        throw new IllegalStateException("a listener's fault");
                    }

                    @Override
                    public void invalid(InvalidSettingsException found) {}
                };
        watch = new SettingsWatch(origin, origin.load(), failing);
        write("levels=high:7,low:1");
        look(2);
        write("levels=high:8,low:1");

        look(2);

        assertThat(levels).containsExactly("high:7,low:1", "high:8,low:1");
    }

    @Test
    void looksByItself() throws IOException {
        try (var running = SettingsWatch.start(origin, origin.load(), listener)) {
            write("levels=high:2,low:1");

            await().until(() -> levels.equals(List.of("high:2,low:1")));
            assertThat(running).isNotNull();
        }
    }
}

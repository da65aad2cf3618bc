package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyNoticeTest {
    private static final Path DATA = Path.of("/var/data");

    @Test
    void showsEveryAddressAndACommandToPaste() {
        String notice =
                ReadyNotice.up(settings(Map.of()), 8080, 8081, "127.0.0.1:9092", Optional.of(DATA));

        assertThat(notice)
                .contains("http://127.0.0.1:8080/")
                .contains("ws://127.0.0.1:8080/ws")
                .contains("127.0.0.1:9092   (data in " + DATA + ")")
                .contains("http://127.0.0.1:8081/metrics")
                .contains(
                        "./event-router publish --channel demo.hello --priority high"
                                + " '{\"text\":\"Hello\"}'")
                .containsPattern("\\./event-router tail\\R");
    }

    @Test
    void namesThePortsThatAreNotTheUsualOnes() {
        String notice =
                ReadyNotice.up(
                        settings(Map.of()), 18080, 18081, "127.0.0.1:19092", Optional.empty());

        assertThat(notice)
                .contains("./event-router tail --url ws://127.0.0.1:18080/ws")
                .contains("--kafka 127.0.0.1:19092 '{")
                .doesNotContain("data in");
    }

    @Test
    void showsAnAddressThatCanBeOpenedWhereAllAreListenedOn() {
        var settings = settings(Map.of("gateway.host", "0.0.0.0", "admin.host", "::"));

        String notice = ReadyNotice.gateway(settings, 8080, 8081);

        assertThat(notice)
                .contains("ws://127.0.0.1:8080/ws")
                .contains("http://127.0.0.1:8081/metrics");
    }

    private static Settings settings(Map<String, String> flags) {
        return SettingsSources.load(Optional.empty(), Map.of(), flags);
    }
}

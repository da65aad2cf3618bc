package io.eventrouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.event.Priorities;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRecordsTest {

    @Test
    void levelsAreReadInTheOrderOfUrgency() {
        LevelSettings levels = LevelSettings.parse(" alarm : express, bulk:3 ,rest:1000 ");

        assertThat(levels.priorities())
                .isEqualTo(Priorities.of(java.util.List.of("alarm", "bulk", "rest")));
        assertThat(levels.of(levels.priorities().require("alarm")).express()).isTrue();
        assertThat(levels.of(levels.priorities().require("bulk")).weight()).hasValue(3);
        assertThat(levels.weightsByRank()).containsExactly(1000, 3, 1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "high",
                "high:",
                "high:fast",
                "high:1.5",
                "high:0",
                "high:1001",
                "high:-1",
                "high:1,high:2",
                "High:1",
                "high:1,",
                "high:1:2",
                "routed:1",
                "dead-letter:express",
                "a:1,b:1,c:1,d:1,e:1,f:1,g:1,h:1,i:1,j:1,k:1,l:1,m:1,n:1,o:1,p:1,q:1"
            })
    void levelsOfAnotherFormAreRefused(String text) {
        assertThatThrownBy(() -> LevelSettings.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:9092", "a:1,b-2.example_x:65535", "[::1]:9092, 10.0.0.1:9092"})
    void brokersHaveHostAndPort(String servers) {
        assertThatCode(() -> new KafkaSettings(servers, Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:",
                ":9092",
                "a:0",
                "a:65536",
                "a:1,,b:1",
                "a b:1",
                "::1:9092"
            })
    void otherBrokersAreRefused(String servers) {
        assertThatThrownBy(() -> new KafkaSettings(servers, Map.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("kafka.bootstrap-servers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "once", "at-most-once", "EXACTLY-ONCE"})
    void deliveryOfAnotherKindIsRefused(String text) {
        assertThatThrownBy(() -> Delivery.parse(text))
                .hasMessage("at-least-once or exactly-once is allowed");
    }

    @Test
    void targetsAreReadByLevel() {
        LevelTargets targets = LevelTargets.parse(" high : 200ms,low:PT30S ");

        assertThat(targets.byLevel())
                .isEqualTo(Map.of("high", Duration.ofMillis(200), "low", Duration.ofSeconds(30)));
        assertThat(LevelTargets.parse("").byLevel()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"high", "high:", "high:fast", "high:1s,high:2s", "high:366d", ","})
    void targetsOfAnotherFormAreRefused(String text) {
        assertThatThrownBy(() -> LevelTargets.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "high:1s|levels.targets = low: has no target",
                "high:1s,low:1s,bulk:1s|levels.targets = bulk: is not the name of a level"
            })
    void targetsThatDoNotFitTheLevelsAreRefused(String targets, String problem) {
        var flags =
                Map.of(
                        "levels",
                        "critical:express,high:4,low:1",
                        "merge.policy",
                        "deadline",
                        "levels.targets",
                        targets);

        assertThatThrownBy(() -> SettingsSources.load(Optional.empty(), Map.of(), flags))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void aRefusalNamesTheSettingTheValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> new AdminSettings("localhost", 70_000))
                .isInstanceOfSatisfying(
                        InvalidSettingException.class,
                        e -> assertThat(e.setting()).isEqualTo("admin.port"))
                .hasMessage("admin.port = 70000: 0 to 65535 is allowed");
    }

    @Test
    void anotherKafkaLeavesTheRestAsItIs() {
        Settings settings = SettingsSources.load(java.util.Optional.empty(), Map.of(), Map.of());
        var other = new KafkaSettings("other:9092", Map.of());

        Settings changed = settings.withKafka(other);

        assertThat(changed.kafka()).isEqualTo(other);
        assertThat(changed.withKafka(settings.kafka())).isEqualTo(settings);
    }
}

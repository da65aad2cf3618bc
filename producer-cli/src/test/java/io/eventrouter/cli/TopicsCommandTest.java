package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventrouter.cli.doctor.Clusters;
import io.eventrouter.config.Settings;
import io.eventrouter.topics.TopicLayoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {
    private final List<Settings> created = new ArrayList<>();

    @Test
    void listsTopicsAndFailsWhenOneIsMissing() {
        CliRun well = list(Clusters.healthy());
        CliRun ill = list(Clusters.healthy().missing("events.low"));

        assertThat(well.code()).isZero();
        assertThat(well.outLines()).hasSize(7).last().asString().startsWith("events.dead-letter ");
        assertThat(ill.code()).isEqualTo(1);
        assertThat(ill.out()).containsPattern("events\\.low +- +- +missing");
    }

    @Test
    void listsTopicsAsJson() throws Exception {
        CliRun run = list(Clusters.healthy(), "--json");

        JsonNode all = new JsonMapper().readTree(run.out());
        assertThat(all.path("ok").asBoolean()).isTrue();
        assertThat(all.path("topics").path(0).path("level").asText()).isEqualTo("critical");
        assertThat(all.path("topics").path(0).path("partitions").asInt()).isEqualTo(6);
    }

    @Test
    void describesOneTopic() {
        CliRun run = describe("events.routed");

        assertThat(run.code()).isZero();
        assertThat(run.outLines())
                .startsWith("events.routed")
                .contains(
                        "  partition 0: leader 1, replicas [1, 2, 3], in sync [1, 2, 3]",
                        "  min.insync.replicas=2");
    }

    @Test
    void describesTopicsAsJson() throws Exception {
        CliRun run = describe("events.low", "--json");

        JsonNode topic = new JsonMapper().readTree(run.out());
        assertThat(topic.path("placement")).hasSize(6);
        assertThat(topic.path("config").path("retention.ms").asText()).isEqualTo("86400000");
    }

    @Test
    void saysWhichTopicsThereAreWhenOneIsNot() {
        CliRun run = describe("orders");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("orders is no topic of this deployment: one of events.critical, ");
    }

    @Test
    void createsWhatIsMissingWhateverTheSettingForRoutersSays() {
        CliRun run =
                create(Clusters.healthy().missing("events.low"), "--set", "topics.create=false");

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.outLines())
                .containsExactly("created", "  events.low: 6 partitions, {cleanup.policy=delete}");
        assertThat(created).singleElement().matches(settings -> settings.topics().create());
    }

    @Test
    void createsNothingInADryRun() throws Exception {
        CliRun run = create(Clusters.healthy().missing("events.low"), "--dry-run", "--json");

        JsonNode all = new JsonMapper().readTree(run.out());
        assertThat(run.code()).isZero();
        assertThat(all.path("dryRun").asBoolean()).isTrue();
        assertThat(all.path("created").findValuesAsText("name")).containsExactly("events.low");
        assertThat(created).isEmpty();
    }

    @Test
    void createsNothingBesideTopicsThatDoNotFit() {
        CliRun run = create(Clusters.healthy().problem("events.low is odd. Mend it"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("events.low is odd");
        assertThat(created).isEmpty();
    }

    @Test
    void saysWhyATopicCannotBeCreated() {
        var command =
                new TopicsCreateCommand(
                        settings -> Clusters.healthy().missing("events.low").topics(),
                        settings -> {
                            throw new TopicLayoutException(List.of("not allowed"));
                        });

        CliRun run = CliRun.of(command);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly("create: not allowed");
    }

    private static CliRun list(Clusters cluster, String... arguments) {
        return CliRun.of(new TopicsListCommand(settings -> cluster.topics()), arguments);
    }

    private static CliRun describe(String... arguments) {
        var command = new TopicsDescribeCommand(settings -> Clusters.healthy().topics());
        return CliRun.of(command, arguments);
    }

    private CliRun create(Clusters cluster, String... arguments) {
        var command = new TopicsCreateCommand(settings -> cluster.topics(), created::add);
        return CliRun.of(command, arguments);
    }
}

package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.Settings;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicLayoutException;
import io.eventrouter.topics.TopicProvisioner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(KafkaFixtureExtension.class)
class TopicProvisionerIT {
    private final KafkaFixture kafka;

    TopicProvisionerIT(KafkaFixture kafka) {
        this.kafka = kafka;
    }

    @Test
    void createsAllTopicsThatAreMissing() throws Exception {
        Settings settings = kafka.settings("topics.partitions=3", "topics.retention=2h");

        TopicLayout layout = TopicProvisioner.ensure(settings);

        assertThat(layout.partitions()).isEqualTo(3);
        String prefix = settings.topics().prefix();
        for (String level : List.of("critical", "high", "normal", "low"))
            assertThat(partitions(prefix + "." + level)).isEqualTo(3);
        assertThat(partitions(prefix + ".routed")).isEqualTo(6);
        assertThat(config(prefix + ".dead-letter"))
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("retention.ms", "7200000");
        assertThat(config(prefix + ".routed"))
                .containsEntry("message.timestamp.type", "CreateTime")
                .containsEntry("cleanup.policy", "delete");
    }

    @Test
    void takesThePartitionCountOfPriorityTopicsThatAreThere() throws Exception {
        Settings settings = kafka.settings("topics.partitions=3");
        create(settings.topics().prefix() + ".low", 5);

        TopicLayout layout = TopicProvisioner.ensure(settings);

        assertThat(layout.partitions()).isEqualTo(5);
        assertThat(partitions(layout.names().routed())).isEqualTo(10);
    }

    @Test
    void doesNothingTheSecondTime() {
        Settings settings = kafka.settings();
        TopicLayout first = TopicProvisioner.ensure(settings);

        assertThat(TopicProvisioner.ensure(settings)).isEqualTo(first);
    }

    @Test
    void takesTopicsThatAnotherProcessCreatesAtTheSameTime() throws Exception {
        Settings settings = kafka.settings();
        Callable<TopicLayout> ensure = () -> TopicProvisioner.ensure(settings);
        var threads = Executors.newFixedThreadPool(4);

        List<Future<TopicLayout>> layouts =
                threads.invokeAll(Stream.generate(() -> ensure).limit(4).toList());

        for (Future<TopicLayout> layout : layouts)
            assertThat(layout.get().partitions()).isEqualTo(2);
        threads.shutdown();
    }

    @Test
    void refusesUnequalPartitionCountsAndSaysWhich() throws Exception {
        Settings settings = kafka.settings();
        String prefix = settings.topics().prefix();
        create(prefix + ".high", 2);
        create(prefix + ".low", 4);

        assertThatThrownBy(() -> TopicProvisioner.ensure(settings))
                .isInstanceOf(TopicLayoutException.class)
                .hasMessageContaining(prefix + ".high has 2, " + prefix + ".low has 4")
                .hasMessageContaining("--alter --topic NAME --partitions 4");
        assertThat(topics()).doesNotContain(prefix + ".critical");
    }

    @Test
    void refusesARoutedTopicOfAnotherSize() throws Exception {
        Settings settings = kafka.settings();
        create(settings.topics().prefix() + ".routed", 3);

        assertThatThrownBy(() -> TopicProvisioner.ensure(settings))
                .isInstanceOf(TopicLayoutException.class)
                .hasMessageContaining("has 3 partitions, but needs 4");
    }

    @Test
    void saysThatABrokerCannotReplicateSoOften() {
        assertThatThrownBy(() -> TopicProvisioner.ensure(kafka.settings("topics.replication=3")))
                .isInstanceOf(TopicLayoutException.class)
                .hasMessageContaining("cannot be created")
                .hasMessageContaining("eplication factor");
    }

    @Test
    void refusesMissingTopicsWhereItMayNotCreateThem() {
        assertThatThrownBy(() -> TopicProvisioner.ensure(kafka.settings("topics.create=false")))
                .isInstanceOf(TopicLayoutException.class)
                .hasMessageContaining(".critical is missing, and topics.create is off")
                .hasMessageContaining(".dead-letter is missing");
    }

    private void create(String topic, int partitions) throws Exception {
        try (var admin = admin()) {
            admin.createTopics(
                            List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private int partitions(String topic) throws Exception {
        try (var admin = admin()) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        }
    }

    private Map<String, String> config(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = admin()) {
            return admin
                    .describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .entries()
                    .stream()
                    .collect(Collectors.toMap(e -> e.name(), e -> String.valueOf(e.value())));
        }
    }

    private Set<String> topics() throws Exception {
        try (var admin = admin()) {
            return admin.listTopics().names().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}

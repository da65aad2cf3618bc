package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.cli.CommandLines;
import io.eventrouter.cli.DeadLettersCommand;
import io.eventrouter.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands on a real broker, with a router that makes the letters. */
@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class DeadLettersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Deployment deployment;

    DeadLettersIT(KafkaFixture kafka) {
        settings = kafka.settings();
    }

    @AfterEach
    void stop() {
        if (deployment != null) deployment.close();
    }

    @Test
    void replaysALetterThatThenIsRoutedAndMarksIt() throws Exception {
        deployment = Deployment.of(settings);
        deployment.withRouter();
        publish("high", 1, "not a channel!", "{\"a\":1}");
        await().atMost(PATIENCE).until(() -> run("list", "--json") == 0 && !out().isEmpty());
        String place = out().replaceAll("(?s).*\"position\":\"([0-9:]+)\".*", "$1");

        assertThat(run("show", place)).isZero();
        assertThat(out()).contains("bad-channel", "{\"a\":1}", topic("high") + ":1:0");
        assertThat(run("replay", place, "--channel", "orders.eu", "--yes")).isZero();
        assertThat(out()).isEqualTo(place + "  " + topic("high") + ":1:1\n");

        List<ConsumerRecord<String, byte[]>> routed =
                RoutedTopic.records(settings.kafka().bootstrapServers(), topic("routed"), 1);
        assertThat(header(routed.get(0), "ce_channel")).isEqualTo("orders.eu");
        assertThat(header(routed.get(0), "er_replayed_from")).isEqualTo(place);
        assertThat(run("list")).isZero();
        assertThat(out().lines()).hasSize(2).last().asString().contains("[replayed to ");
        assertThat(run("replay", place, "--channel", "orders.eu", "--yes")).isEqualTo(1);
        assertThat(err.toString()).contains("was replayed before");
    }

    @Test
    void createsNoTopicAndSaysWhatIsMissing() throws Exception {
        assertThat(run("list")).isEqualTo(1);
        assertThat(run("replay", "--all", "--yes")).isEqualTo(1);

        assertThat(err.toString()).contains(topic("dead-letter") + " does not exist");
        try (var admin = Admin.create(settings.kafka().toProperties())) {
            Set<String> names = admin.listTopics().names().get();
            assertThat(names).noneMatch(n -> n.startsWith(settings.topics().prefix()));
        }
    }

    private void publish(String level, int partition, String key, String value) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        settings.kafka().toProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    topic(level),
                                    partition,
                                    key.getBytes(StandardCharsets.UTF_8),
                                    value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private String topic(String name) {
        return settings.topics().prefix() + "." + name;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** What is printed is in {@code out} and {@code err} then. */
    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of(arguments));
        all.add("--kafka=" + settings.kafka().bootstrapServers());
        all.add("--set=topics.prefix=" + settings.topics().prefix());
        return CommandLines.of(new DeadLettersCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    private String out() {
        return out.toString();
    }
}

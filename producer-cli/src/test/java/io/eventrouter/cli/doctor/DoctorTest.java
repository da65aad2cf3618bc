package io.eventrouter.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.publish.KafkaNotReadyException;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Settings SETTINGS =
            SettingsSources.load(Optional.empty(), Map.of(), Map.of());

    @Test
    void hasNothingToSayOfAHealthyCluster() {
        List<Finding> findings = examine(Clusters.healthy());

        assertThat(findings).allMatch(f -> f.severity() == Severity.GOOD);
        assertThat(findings)
                .extracting(Finding::text)
                .contains(
                        "6 partitions, 3 replicas, min.insync.replicas 2, kept for 24h",
                        "this client may publish events, run a gateway, run a router");
    }

    @Test
    void namesTheBrokerThatGivesAnAddressNobodyReaches() {
        Finding finding = worst(Clusters.healthy().unreachable("there is no host of that name"));

        assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(finding.subject()).isEqualTo("broker 1");
        assertThat(finding.text()).contains("kafka-1:9092", "there is no host of that name");
        assertThat(finding.mend().orElse("")).contains("advertised.listeners");
    }

    @Test
    void saysThatNothingCanBePublishedWithMoreInSyncThanReplicas() {
        Finding finding = worst(Clusters.healthy().with("min.insync.replicas", "4"));

        assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(finding.mend())
                .contains(
                        "kafka-configs.sh --bootstrap-server kafka-1:9092 --alter --entity-type"
                                + " topics --entity-name events.critical --add-config"
                                + " min.insync.replicas=2");
    }

    @Test
    void warnsOfReplicasThatAddNoSafetyOrNoAvailability() {
        assertThat(worst(Clusters.healthy().with("min.insync.replicas", "1")).text())
                .contains("what one broker alone has acknowledged is lost with it");
        assertThat(worst(Clusters.healthy().with("min.insync.replicas", "3")).text())
                .contains("with one broker away nothing can be published");
        assertThat(worst(Clusters.healthy().inSync(1, 2)).text())
                .isEqualTo("6 partitions have a replica that is away or behind");
    }

    @Test
    void findsPartitionsWithoutALeader() {
        Finding finding = worst(Clusters.healthy().withoutLeader());

        assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(finding.text()).isEqualTo("has no leader for partitions [0, 1, 2, 3, 4, 5]");
    }

    @Test
    void warnsOfTopicsThatForgetTooSoonOrTakeTooLittle() {
        assertThat(worst(Clusters.healthy().with("retention.ms", "30000")).text())
                .startsWith("keeps events for 30.00s only");
        assertThat(worst(Clusters.healthy().with("max.message.bytes", "1000")).text())
                .startsWith("takes 1000 bytes at most");
    }

    @Test
    void saysHowMissingTopicsAreCreated() {
        Finding finding = worst(Clusters.healthy().missing("events.low"));

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.mend().orElse(""))
                .startsWith("event-router topics create --kafka kafka-1:9092");
    }

    @Test
    void tellsWhatIsWrongFromHowToMendIt() {
        Finding finding = worst(Clusters.healthy().problem("events.routed is odd. Change it: x y"));

        assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(finding.text()).isEqualTo("events.routed is odd");
        assertThat(finding.mend()).contains("Change it: x y");
    }

    @Test
    void notesWhichRolesThisClientMayNotHave() {
        Finding finding = worst(Clusters.healthy().allowing("events.routed", AclOperation.READ));

        assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        assertThat(finding.text())
                .isEqualTo("this client may not run a router: no WRITE on [events.routed]");
        assertThat(finding.mend().orElse("")).endsWith("--operation Write --topic events.routed");
    }

    @Test
    void countsAClientThatMayDoNothingAsAProblem() {
        Clusters cluster = Clusters.healthy();
        for (String level : List.of("critical", "high", "normal", "low"))
            cluster.allowing("events." + level, AclOperation.DESCRIBE);
        cluster.allowing("events.routed", AclOperation.DESCRIBE);

        assertThat(worst(cluster).severity()).isEqualTo(Severity.PROBLEM);
    }

    @Test
    void saysWhichRightIsNeededToLookAtATopic() {
        Finding finding = worst(Clusters.healthy().hidden());

        assertThat(finding.text()).contains("no DESCRIBE");
        assertThat(finding.mend().orElse("")).contains("--operation Describe --topic events.");
    }

    @Test
    void takesAClusterThatIsAwayOrRefusesForAFinding() {
        var away = new Doctor(s -> fail(new KafkaNotReadyException("Kafka cannot be reached")));
        var refusing = new Doctor(s -> fail(new ClusterAuthorizationException("no")));

        assertThat(away.kafka(SETTINGS))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.PROBLEM);
        assertThat(refusing.kafka(SETTINGS))
                .singleElement()
                .extracting(Finding::text)
                .isEqualTo("refuses: no");
    }

    private static ClusterState fail(RuntimeException e) {
        throw e;
    }

    private static Finding worst(Clusters cluster) {
        return examine(cluster).stream()
                .reduce((a, b) -> b.severity().compareTo(a.severity()) > 0 ? b : a)
                .orElseThrow();
    }

    private static List<Finding> examine(Clusters cluster) {
        return new Doctor(settings -> cluster.state()).kafka(SETTINGS);
    }
}

package io.eventrouter.cli.doctor;

import io.eventrouter.cli.doctor.ClusterState.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Judges the brokers of a cluster. Pure. */
final class ClusterDiagnosis {
    /** Of Kafka 3.3, the first whose KRaft mode is for production. */
    private static final int LEAST_METADATA_VERSION = 7;

    private ClusterDiagnosis() {}

    static List<Finding> of(ClusterState cluster) {
        var findings = new ArrayList<Finding>();
        int count = cluster.brokers().size();
        findings.add(
                Finding.good(
                        "Kafka",
                        "answers at "
                                + cluster.bootstrap()
                                + ", "
                                + (count == 1 ? "one broker" : count + " brokers")));
        for (Broker broker : cluster.brokers())
            broker.failure().ifPresent(why -> findings.add(unreachable(broker, why)));
        if (count == 1)
            findings.add(
                    Finding.note(
                            "Kafka",
                            "has a single broker: what it has is lost with it",
                            "use three brokers or more, and --set topics.replication=3, where"
                                    + " events matter"));
        findings.add(features(cluster));
        return findings;
    }

    private static Finding unreachable(Broker broker, String why) {
        return Finding.problem(
                "broker " + broker.id(),
                "gives clients the address "
                        + broker.address()
                        + ", which cannot be reached from here ("
                        + why
                        + ")",
                "set advertised.listeners of broker "
                        + broker.id()
                        + " to an address that clients reach, or mend the name or the firewall");
    }

    private static Finding features(ClusterState cluster) {
        if (cluster.features().isEmpty())
            return Finding.note(
                    "Kafka",
                    "does not say which features it has agreed on",
                    "nothing, where it is 3.3 or later");
        String text = "features " + new TreeMap<>(cluster.features());
        Short metadata = cluster.features().get("metadata.version");
        return metadata == null || metadata >= LEAST_METADATA_VERSION
                ? Finding.good("Kafka", text)
                : Finding.warning(
                        "Kafka",
                        text + ": older than 3.3, which is not tested",
                        "kafka-features.sh --bootstrap-server "
                                + cluster.bootstrap()
                                + " upgrade --release-version VERSION, after the brokers");
    }
}

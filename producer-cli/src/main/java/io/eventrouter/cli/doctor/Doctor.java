package io.eventrouter.cli.doctor;

import io.eventrouter.cli.publish.KafkaNotReadyException;
import io.eventrouter.config.Settings;
import io.eventrouter.topics.KafkaUnreachableException;
import io.eventrouter.topics.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** What the doctor says of a Kafka. Confined to one thread. */
public final class Doctor {
    private final Function<Settings, ClusterState> examination;

    /**
     * @param examination {@link KafkaExamination#examine}, or a fake
     */
    public Doctor(Function<Settings, ClusterState> examination) {
        this.examination = examination;
    }

    /** Findings on the cluster that these settings lead to; that it is not there is one too. */
    public List<Finding> kafka(Settings settings) {
        try {
            return judge(settings, examination.apply(settings));
        } catch (KafkaNotReadyException | KafkaUnreachableException e) {
            return List.of(
                    Finding.problem(
                            "Kafka",
                            e.getMessage(),
                            "start it, or name another: --kafka HOST:PORT; TLS and SASL are"
                                    + " kafka.client.* settings"));
        } catch (KafkaException e) {
            return List.of(
                    Finding.problem(
                            "Kafka",
                            "refuses: " + e.getMessage(),
                            "grant this client DESCRIBE on the cluster and the topics"));
        }
    }

    private static List<Finding> judge(Settings settings, ClusterState cluster) {
        var names = new TopicNames(settings.topics().prefix(), settings.levels().priorities());
        var findings = new ArrayList<Finding>();
        findings.addAll(ClusterDiagnosis.of(cluster));
        findings.addAll(TopicDiagnosis.of(cluster, settings.topics().maxEventBytes()));
        findings.addAll(AccessDiagnosis.of(cluster, names));
        return findings;
    }
}

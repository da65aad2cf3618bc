package io.eventrouter.cli.doctor;

import io.eventrouter.topics.TopicNames;
import io.eventrouter.topics.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Judges what Kafka lets this client do, by the roles that it could have. Pure. A client that may
 * have one role need not have another: what is not allowed is a note, unless nothing is.
 */
final class AccessDiagnosis {
    private final ClusterState cluster;
    private final List<Finding> refused = new ArrayList<>();
    private final List<String> granted = new ArrayList<>();

    private AccessDiagnosis(ClusterState cluster) {
        this.cluster = cluster;
    }

    static List<Finding> of(ClusterState cluster, TopicNames names) {
        return new AccessDiagnosis(cluster).judge(names);
    }

    private List<Finding> judge(TopicNames names) {
        var findings = new ArrayList<Finding>();
        for (TopicState topic : cluster.topics().topics())
            if (!topic.visible()) findings.add(hidden(topic));
        // What nobody said is not guessed.
        if (cluster.topics().topics().stream().allMatch(t -> t.allowed().isEmpty()))
            return findings;
        roles(names);
        if (!granted.isEmpty())
            findings.add(Finding.good("access", "this client may " + String.join(", ", granted)));
        findings.addAll(granted.isEmpty() ? worse(refused) : refused);
        return findings;
    }

    private void roles(TopicNames names) {
        List<String> priority = names.priorityTopics();
        role("publish events", needs(priority, AclOperation.WRITE));
        role("run a gateway", needs(List.of(names.routed()), AclOperation.READ));
        Map<String, AclOperation> merge = needs(priority, AclOperation.READ);
        merge.putAll(needs(List.of(names.routed(), names.deadLetter()), AclOperation.WRITE));
        role("run a router", merge);
    }

    private static Map<String, AclOperation> needs(List<String> topics, AclOperation operation) {
        var needs = new TreeMap<String, AclOperation>();
        topics.forEach(topic -> needs.put(topic, operation));
        return needs;
    }

    private void role(String name, Map<String, AclOperation> needs) {
        Map<AclOperation, List<String>> missing =
                needs.entrySet().stream()
                        .filter(n -> isRefused(n.getKey(), n.getValue()))
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getValue,
                                        Collectors.mapping(
                                                Map.Entry::getKey, Collectors.toList())));
        if (missing.isEmpty()) granted.add(name);
        missing.forEach((operation, topics) -> refused.add(refusal(name, operation, topics)));
    }

    private boolean isRefused(String topic, AclOperation operation) {
        TopicState state = cluster.topics().topic(topic);
        return !state.visible()
                || state.allowed().map(allowed -> !allowed.contains(operation)).orElse(false);
    }

    private Finding refusal(String role, AclOperation operation, List<String> topics) {
        return Finding.note(
                "access",
                "this client may not " + role + ": no " + operation + " on " + topics,
                grant(operation, topics));
    }

    private Finding hidden(TopicState topic) {
        return Finding.warning(
                topic.name(),
                "may not be looked at, or does not exist: no DESCRIBE",
                grant(AclOperation.DESCRIBE, List.of(topic.name())));
    }

    private static List<Finding> worse(List<Finding> findings) {
        return findings.stream()
                .map(f -> new Finding(Severity.PROBLEM, f.subject(), f.text(), f.mend()))
                .toList();
    }

    private String grant(AclOperation operation, List<String> topics) {
        String name = operation.name().toLowerCase(Locale.ROOT);
        return "kafka-acls.sh --bootstrap-server "
                + cluster.bootstrap()
                + " --add --allow-principal User:NAME --operation "
                + Character.toUpperCase(name.charAt(0))
                + name.substring(1)
                + topics.stream().map(t -> " --topic " + t).collect(Collectors.joining());
    }
}

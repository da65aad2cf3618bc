package io.eventrouter.gateway.console;

import io.eventrouter.config.RouterSettings;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Who routes, by what Kafka says of the lanes' groups. Immutable; the admin client's thread. */
final class RouterGroups {
    private static final String THREAD = "-StreamThread-";

    private final RouterSettings settings;

    RouterGroups(RouterSettings settings) {
        this.settings = settings;
    }

    /**
     * The lanes, express first.
     *
     * @throws io.eventrouter.topics.KafkaUnreachableException when nobody answers
     * @throws org.apache.kafka.common.KafkaException when Kafka answers with an error
     */
    List<RouterView> read(BoundedAdmin admin) {
        var lanes = new ArrayList<RouterView>();
        for (Lane lane : Lane.values()) lanes.add(read(admin, lane));
        return lanes;
    }

    private RouterView read(BoundedAdmin admin, Lane lane) {
        String group = lane.applicationId(settings.applicationId());
        try {
            ConsumerGroupDescription found =
                    admin.ask(
                            a ->
                                    a.describeConsumerGroups(List.of(group))
                                            .describedGroups()
                                            .get(group));
            return new RouterView(
                    lane.text(), group, found.groupState().toString(), members(found, group));
        } catch (GroupIdNotFoundException e) {
            return new RouterView(lane.text(), group, "none", List.of());
        }
    }

    private static List<RouterView.Member> members(ConsumerGroupDescription group, String prefix) {
        var members = new LinkedHashMap<String, RouterView.Member>();
        for (MemberDescription member : group.members()) {
            int partitions = member.assignment().topicPartitions().size();
            String id = process(member.clientId(), prefix);
            String host =
                    member.host().startsWith("/") ? member.host().substring(1) : member.host();
            members.merge(
                    id, new RouterView.Member(id, host, 1, partitions), RouterGroups::together);
        }
        return List.copyOf(members.values());
    }

    private static RouterView.Member together(RouterView.Member a, RouterView.Member b) {
        return new RouterView.Member(
                a.id(), a.host(), a.threads() + b.threads(), a.partitions() + b.partitions());
    }

    /** {@code GROUP-PROCESS-StreamThread-1-consumer} is what Streams calls a thread's consumer. */
    static String process(String clientId, String group) {
        String rest =
                clientId.startsWith(group + "-")
                        ? clientId.substring(group.length() + 1)
                        : clientId;
        int thread = rest.indexOf(THREAD);
        return thread < 0 ? rest : rest.substring(0, thread);
    }
}

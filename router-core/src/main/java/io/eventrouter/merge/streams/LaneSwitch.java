package io.eventrouter.merge.streams;

import io.eventrouter.config.RouterSettings;
import io.eventrouter.event.Priority;
import io.eventrouter.merge.LaneLevels;
import io.eventrouter.merge.OffsetHandover;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.TopicLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the committed offsets of levels that have changed lanes, before the lanes start; {@link
 * OffsetHandover} decides. Safe when several routers start at once: what they move is the same, and
 * Kafka refuses to move it once one of them has begun to read. Confined to the starting thread.
 */
final class LaneSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(LaneSwitch.class);

    private final BoundedAdmin admin;
    private final TopicLayout layout;
    private final LaneLevels levels;
    private final String ownGroup;
    private final String otherGroup;

    LaneSwitch(BoundedAdmin admin, TopicLayout layout, LaneLevels levels, RouterSettings router) {
        this.admin = admin;
        this.layout = layout;
        this.levels = levels;
        this.ownGroup = levels.lane().applicationId(router.applicationId());
        this.otherGroup = levels.lane().other().applicationId(router.applicationId());
    }

    /**
     * Does what there is to do for the levels of the lane.
     *
     * @throws LaneInUseException when another router still routes one of them in the other lane
     */
    void settle() {
        Map<TopicPartition, Long> others = offsets(otherGroup);
        Set<String> othersRead = topicsRead(otherGroup, !others.isEmpty());
        for (Priority level : levels.priorities()) {
            String topic = layout.names().priorityTopic(level);
            var handover =
                    OffsetHandover.decide(
                            of(topic, offsets(ownGroup)),
                            of(topic, others),
                            othersRead.contains(topic));
            if (handover instanceof OffsetHandover.Refuse)
                throw new LaneInUseException(level, levels.lane(), otherGroup);
            if (handover instanceof OffsetHandover.Move move) carryOut(move, level, topic);
        }
    }

    /** Whether a member of the other group reads one of the lane's levels at this moment. */
    Optional<LaneInUseException> conflict() {
        Set<String> othersRead = topicsRead(otherGroup, false);
        return levels.priorities().stream()
                .filter(level -> othersRead.contains(layout.names().priorityTopic(level)))
                .findFirst()
                .map(level -> new LaneInUseException(level, levels.lane(), otherGroup));
    }

    /** In this order: after a failure in between it is only to be forgotten. */
    private void carryOut(OffsetHandover.Move move, Priority level, String topic) {
        if (!move.take().isEmpty()) take(move, level, topic);
        Set<TopicPartition> forget =
                move.forget().stream()
                        .map(p -> new TopicPartition(topic, p))
                        .collect(Collectors.toSet());
        admin.ask(a -> a.deleteConsumerGroupOffsets(otherGroup, forget).all());
        LOG.atInfo()
                .addKeyValue("topic", topic)
                .addKeyValue("lane", levels.lane().text())
                .addKeyValue("offsets", move.take())
                .log("a level has changed lanes; its offsets came along");
    }

    private void take(OffsetHandover.Move move, Priority level, String topic) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        move.take()
                .forEach(
                        (partition, offset) ->
                                offsets.put(
                                        new TopicPartition(topic, partition),
                                        new OffsetAndMetadata(offset)));
        try {
            admin.ask(a -> a.alterConsumerGroupOffsets(ownGroup, offsets).all());
        } catch (UnknownMemberIdException refused) {
            // The group has members. They are of a router that has moved the offsets before it let
            // them in, or of one with the old levels, which is going: then the offsets must stay.
            Map<Integer, Long> own = of(topic, offsets(ownGroup));
            boolean moved =
                    move.take().entrySet().stream()
                            .allMatch(e -> own.getOrDefault(e.getKey(), -1L) >= e.getValue());
            if (!moved) throw new LaneInUseException(level, levels.lane(), ownGroup);
            LOG.atDebug().addKeyValue("topic", topic).log("another router has moved the offsets");
        }
    }

    private Map<TopicPartition, Long> offsets(String group) {
        return admin
                .ask(a -> a.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(e -> e.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    private static Map<Integer, Long> of(String topic, Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .filter(e -> e.getKey().topic().equals(topic))
                .collect(Collectors.toMap(e -> e.getKey().partition(), Map.Entry::getValue));
    }

    /**
     * The topics that members of the group read. While the group rebalances nobody can tell.
     *
     * @param mustKnow whether to wait for the end of a rebalance
     */
    private Set<String> topicsRead(String group, boolean mustKnow) {
        while (true) {
            ConsumerGroupDescription found;
            try {
                found = admin.ask(a -> a.describeConsumerGroups(List.of(group)).all()).get(group);
            } catch (GroupIdNotFoundException e) {
                return Set.of();
            }
            if (!mustKnow || !isRebalancing(found.groupState()))
                return found.members().stream()
                        .flatMap(m -> m.assignment().topicPartitions().stream())
                        .map(TopicPartition::topic)
                        .collect(Collectors.toSet());
            admin.pause();
        }
    }

    private static boolean isRebalancing(GroupState state) {
        return state == GroupState.PREPARING_REBALANCE || state == GroupState.COMPLETING_REBALANCE;
    }
}

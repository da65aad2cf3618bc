package io.eventrouter.cli.topiclist;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventrouter.cli.tail.JsonLine;
import io.eventrouter.topics.TopicState;
import io.eventrouter.topics.TopicState.PartitionState;
import io.eventrouter.topics.TopicsState;
import io.eventrouter.topics.WantedTopic;
import java.util.List;

/** Topics as JSON, each object on one line. Stateless. */
public final class TopicJson {
    private TopicJson() {}

    /** {@code {"ok":…,"topics":[…],"problems":[…]}}. */
    public static String list(TopicsState state) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("ok", state.problems().isEmpty() && state.missing().isEmpty());
        ArrayNode topics = all.putArray("topics");
        state.topics().forEach(topic -> summary(topics.addObject(), topic));
        ArrayNode problems = all.putArray("problems");
        state.problems().forEach(problems::add);
        return JsonLine.of(all.toString());
    }

    /** Everything that is known of one. */
    public static String describe(TopicState topic) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        summary(object, topic);
        ArrayNode places = object.putArray("placement");
        for (PartitionState p : topic.partitions()) {
            ObjectNode place = places.addObject().put("partition", p.partition());
            p.leader().ifPresent(leader -> place.put("leader", leader));
            ArrayNode replicas = place.putArray("replicas");
            p.replicas().forEach(replicas::add);
            ArrayNode inSync = place.putArray("inSync");
            p.inSync().forEach(inSync::add);
        }
        ObjectNode config = object.putObject("config");
        topic.config().forEach(config::put);
        return JsonLine.of(object.toString());
    }

    /** {@code {"dryRun":…,"created":[…]}}. */
    public static String created(boolean dryRun, List<WantedTopic> topics) {
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
        ArrayNode created = all.putArray("created");
        for (WantedTopic topic : topics) {
            ObjectNode object = created.addObject().put("name", topic.name());
            object.put("partitions", topic.partitions());
            ObjectNode config = object.putObject("config");
            topic.config().forEach(config::put);
        }
        return JsonLine.of(all.toString());
    }

    private static void summary(ObjectNode object, TopicState topic) {
        object.put("name", topic.name()).put("exists", topic.exists());
        object.put("visible", topic.visible());
        topic.level().ifPresent(level -> object.put("level", level.name()));
        if (!topic.exists()) return;
        object.put("partitions", topic.partitions().size());
        object.put("replicas", topic.replication());
        object.put("state", TopicText.condition(topic));
    }
}

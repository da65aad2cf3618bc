package io.eventrouter.topics;

import java.util.Map;

/**
 * A topic that is missing, as it is to be created. Immutable.
 *
 * @param config settings by name
 */
public record WantedTopic(String name, int partitions, Map<String, String> config) {
    public WantedTopic {
        config = Map.copyOf(config);
    }
}

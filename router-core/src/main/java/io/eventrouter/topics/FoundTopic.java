package io.eventrouter.topics;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A topic as the cluster has it. Immutable.
 *
 * @param config its settings in effect by name; what we may not see is not there
 */
record FoundTopic(int partitions, Map<String, String> config) {
    Optional<String> text(String name) {
        return Optional.ofNullable(config.get(name));
    }

    OptionalLong number(String name) {
        return text(name).stream().mapToLong(Long::parseLong).findFirst();
    }
}

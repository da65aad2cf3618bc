package io.eventrouter.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting there is. docs/settings.md is made from it, and a test holds the two together. */
public final class SettingCatalogue {
    /** Names that begin so are handed to every Kafka client as they are, less this prefix. */
    public static final String KAFKA_CLIENT_PREFIX = "kafka.client.";

    private static final List<Setting<?>> ALL =
            Stream.of(
                            RouterCatalogue.all(),
                            GatewayCatalogue.all(),
                            AccessCatalogue.all(),
                            NodeCatalogue.all())
                    .<Setting<?>>flatMap(List::stream)
                    .toList();

    private SettingCatalogue() {}

    /** All settings, in the order of the reference. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    static Optional<Setting<?>> byName(String name) {
        return ALL.stream().filter(s -> s.name().equals(name)).findFirst();
    }
}

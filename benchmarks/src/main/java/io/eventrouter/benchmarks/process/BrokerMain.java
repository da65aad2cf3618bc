package io.eventrouter.benchmarks.process;

import io.eventrouter.standalone.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/**
 * The broker in a process of its own, on a free port of loopback; ready with its address. The one
 * argument is its data directory, which it removes in the end, whatever became of its parent.
 */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            ParentLink.serve(
                    broker.bootstrapServers(), command -> broker.fault().orElse("no fault"));
        }
        Utils.delete(data.toFile());
        // The broker's pools keep non-daemon threads for a while.
        Runtime.getRuntime().halt(0);
    }
}

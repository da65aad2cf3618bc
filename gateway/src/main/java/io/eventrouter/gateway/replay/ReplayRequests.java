package io.eventrouter.gateway.replay;

import io.eventrouter.topics.Lane;

/** What workers ask of the threads that read the log. Thread-safe; never blocks. */
public interface ReplayRequests {
    /** Answered on the host's thread once Kafka has answered. */
    void ask(StartRequest request);

    /** The reader is told on its host's thread when a scan of that lane begins. */
    void scan(Lane lane, ScanRequest request);
}

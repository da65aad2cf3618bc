package io.eventrouter.gateway.letters;

import io.eventrouter.config.Settings;
import io.eventrouter.gateway.feed.DutyThread;
import io.eventrouter.gateway.session.UnackedLetters;
import io.eventrouter.ingest.RecordPublisher;
import io.eventrouter.topics.MessageLimits;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.RoutedRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Writes events that were never acknowledged to the dead-letter topic, on a thread of its own:
 * workers never wait for Kafka. Thread-safe.
 */
public final class LetterDesk implements UnackedLetters {
    private static final String THREAD_NAME = "gateway-letters";

    private final LetterWriter writer;
    private final DutyThread thread;

    public LetterDesk(Settings settings, TopicNames topics, MeterRegistry registry) {
        int mostBytes = settings.topics().maxEventBytes();
        var letter = new UnackedLetter(topics, MessageLimits.forEvents(mostBytes).deadLetter());
        writer =
                new LetterWriter(
                        () ->
                                LetterOutlet.to(
                                        new RecordPublisher(
                                                settings.kafka(), settings.publisher(), mostBytes)),
                        letter,
                        new LetterMeters(registry));
        thread = new DutyThread(THREAD_NAME, writer);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void keep(RoutedRecord event, String session, int attempts, Consumer<Boolean> outcome) {
        writer.keep(event, session, attempts, outcome);
    }

    /** Whether the thread has not died. */
    public boolean isHealthy() {
        return thread.isHealthy();
    }

    /** Ends the thread. What it has not written stays with the clients' cursors. */
    public void stop(Duration limit) {
        thread.stop();
        thread.join(limit);
    }
}

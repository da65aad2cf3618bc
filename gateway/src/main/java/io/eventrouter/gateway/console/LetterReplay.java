package io.eventrouter.gateway.console;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.console.ReplayOutcome.Reason;
import io.eventrouter.letters.LetterRecords;
import io.eventrouter.letters.Preparation;
import io.eventrouter.letters.Prepared;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.PriorityRecordReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Replays one letter, by the rules of {@link Preparation}: found, judged, allowed, published, and
 * noted by a receipt in the letter's partition. Confined to one thread, which it makes wait for
 * Kafka, in bounded time.
 */
final class LetterReplay {
    private final TopicNames topics;
    private final PriorityRecordReader reader;
    private final LongSupplier clockMillis;

    LetterReplay(TopicNames topics, int maxEventBytes, LongSupplier clockMillis) {
        this.topics = topics;
        reader = new PriorityRecordReader(maxEventBytes);
        this.clockMillis = clockMillis;
    }

    /**
     * What became of it.
     *
     * @param mayPublish whether who asks may publish to that channel at that level
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time; nothing
     *     has been published then
     */
    ReplayOutcome run(
            LetterPost post, ReplayRequest request, BiPredicate<Channel, Priority> mayPublish) {
        Optional<LetterPost.Found> found = post.read(request.letter());
        if (found.isEmpty())
            return ReplayOutcome.refused(
                    Reason.GONE,
                    "there is no dead letter at "
                            + request.letter()
                            + " any more: the topic's retention takes letters");
        Prepared prepared = prepare(post, request, found.get());
        if (prepared instanceof Prepared.Blocked blocked)
            return ReplayOutcome.refused(
                    Reason.BLOCKED, "the letter " + blocked.why() + wayOut(blocked.obstacle()));
        var ready = (Prepared.Ready) prepared;
        Channel channel = ready.channel().orElseThrow(); // it is never forced
        if (!mayPublish.test(channel, ready.level()))
            return ReplayOutcome.refused(
                    Reason.FORBIDDEN,
                    "the token's claims publish and priorities do not cover "
                            + channel
                            + " at "
                            + ready.level());
        return request.dryRun() ? wouldGo(ready, channel) : publish(post, ready);
    }

    private Prepared prepare(LetterPost post, ReplayRequest request, LetterPost.Found found) {
        Map<Position, String> replayed =
                found.replayedTo().map(to -> Map.of(request.letter(), to)).orElse(Map.of());
        return new Preparation(
                        request.order(),
                        topics,
                        reader,
                        post::partitions,
                        Position::toString,
                        replayed,
                        clockMillis)
                .prepare(found.letter());
    }

    private static String wayOut(Prepared.Obstacle obstacle) {
        return switch (obstacle) {
            case REPLAYED -> "; event-router dead-letters replay --again publishes it once more";
            case PARTIAL -> "";
            case NO_LEVEL -> "; name a level";
            case DEAD_AGAIN -> "; another channel or level, or edits by the command line, may help";
            case EXPIRED -> "; event-router dead-letters replay can leave out its expiry";
        };
    }

    private static ReplayOutcome wouldGo(Prepared.Ready ready, Channel channel) {
        ProducerRecord<byte[], byte[]> record = ready.record();
        int partition = record.partition() == null ? -1 : record.partition();
        return new ReplayOutcome.WouldGo(
                record.topic(), partition, channel.name(), ready.level().name());
    }

    private ReplayOutcome publish(LetterPost post, Prepared.Ready ready) {
        String to;
        try {
            to = post.send(ready.record()).join();
        } catch (CompletionException e) {
            return ReplayOutcome.refused(
                    Reason.UNAVAILABLE, "not acknowledged: " + e.getCause().getMessage());
        }
        return new ReplayOutcome.Replayed(to, isNoted(post, ready.letter().at(), to));
    }

    private boolean isNoted(LetterPost post, Position letter, String to) {
        try {
            post.send(LetterRecords.receipt(topics.deadLetter(), letter, to)).join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }
}

package io.eventrouter.cli.letters;

import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.event.Position;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.LetterRecords;
import io.eventrouter.letters.Preparation;
import io.eventrouter.letters.Prepared;
import io.eventrouter.letters.ReplayOrder;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.PriorityRecordReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One replay: planned first, then carried out. Letters are read from the box twice, so that any
 * number of them needs no more memory than a few. Confined to the command's thread.
 *
 * <p>When a dead letter's record is acknowledged, a receipt follows in the letter's partition. A
 * crash between the two leaves a letter that has been replayed and does not say so.
 */
public final class Replay {
    /** How many are under way at once, and how many bytes. */
    private static final int WINDOW = 200;

    private static final long WINDOW_BYTES = 4 << 20;

    private final LetterBox box;
    private final Replaying kafka;
    private final TopicNames topics;
    private final LetterFilter filter;
    private final List<RecordRange> ranges;
    private final Preparation preparation;

    /**
     * Looks for receipts at once.
     *
     * @param ranges where the letters are; none for all that the filter finds
     * @param maxEventBytes of the routers
     * @throws DeadLettersException when there is nothing in one of the ranges
     */
    public Replay(
            LetterBox box,
            Replaying kafka,
            TopicNames topics,
            LetterFilter filter,
            List<RecordRange> ranges,
            ReplayOrder order,
            int maxEventBytes) {
        this.box = box;
        this.kafka = kafka;
        this.topics = topics;
        this.filter = filter;
        var search = new LetterSearch(box);
        ranges.forEach(r -> requireLetter(box, search, r));
        this.ranges = ranges.isEmpty() ? search.spans(filter) : RecordRange.merged(ranges);
        this.preparation =
                new Preparation(
                        order,
                        topics,
                        new PriorityRecordReader(maxEventBytes),
                        kafka::partitions,
                        box.kind()::name,
                        search.receipts(this.ranges),
                        System::currentTimeMillis);
    }

    private static void requireLetter(LetterBox box, LetterSearch search, RecordRange range) {
        RecordRange partition = search.partition(range.partition());
        if (range.first() >= partition.end() || range.end() <= partition.first())
            throw LetterSearch.noLetter(box, range, partition);
        if (range.isSingle()) search.at(new Position(range.partition(), range.first()));
    }

    /** What it would do. */
    public ReplayPlan plan() {
        var plan = new ReplayPlan(box.kind());
        visit(plan::add);
        return plan;
    }

    /**
     * Carries it out, up to the first failure.
     *
     * @param acknowledged told the letter and where Kafka has it now, in order
     * @param stop asked after each few letters whether to end early
     * @return what was not acknowledged and why, if so
     */
    public Optional<String> run(BiConsumer<Position, String> acknowledged, BooleanSupplier stop) {
        var window = new Window(acknowledged);
        visit(
                prepared -> {
                    if (prepared instanceof Prepared.Ready ready && !window.isEnded(stop))
                        window.send(ready);
                });
        window.settle();
        return Optional.ofNullable(window.failure);
    }

    private void visit(Consumer<Prepared> to) {
        for (RecordRange range : ranges)
            box.read(
                    range,
                    entry -> {
                        if (entry instanceof Letter letter && filter.test(letter))
                            to.accept(preparation.prepare(letter));
                    });
    }

    /** Letters under way, in the order they were sent. */
    private final class Window {
        private record UnderWay(Position letter, CompletableFuture<String> place) {}

        private final BiConsumer<Position, String> acknowledged;
        private final List<UnderWay> underWay = new ArrayList<>();
        private long bytes;
        private boolean stopped;
        private String failure;

        Window(BiConsumer<Position, String> acknowledged) {
            this.acknowledged = acknowledged;
        }

        boolean isEnded(BooleanSupplier stop) {
            if (underWay.size() >= WINDOW || bytes >= WINDOW_BYTES) settle();
            stopped |= stop.getAsBoolean();
            return stopped || failure != null;
        }

        void send(Prepared.Ready ready) {
            underWay.add(new UnderWay(ready.letter().at(), kafka.send(ready.record())));
            bytes += ready.letter().value() == null ? 0 : ready.letter().value().length;
        }

        /** Waits for all of them, tells of them, and leaves receipts. */
        void settle() {
            var receipts = new ArrayList<UnderWay>();
            for (UnderWay letter : underWay) {
                String place = await(letter, "was not acknowledged");
                if (place == null) continue;
                acknowledged.accept(letter.letter(), place);
                if (!box.kind().keepsReceipts()) continue;
                var receipt = LetterRecords.receipt(topics.deadLetter(), letter.letter(), place);
                receipts.add(new UnderWay(letter.letter(), kafka.send(receipt)));
            }
            receipts.forEach(r -> await(r, "was replayed, but the note of it was not written"));
            underWay.clear();
            bytes = 0;
        }

        private String await(UnderWay sent, String whatFailed) {
            try {
                return sent.place().join();
            } catch (CompletionException e) {
                if (failure == null)
                    failure = sent.letter() + " " + whatFailed + ": " + Reasons.of(e);
                return null;
            }
        }
    }
}

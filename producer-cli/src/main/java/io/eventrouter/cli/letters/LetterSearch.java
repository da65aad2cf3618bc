package io.eventrouter.cli.letters;

import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.event.Position;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.LetterEntry.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds letters in a box. Keeps summaries only, as many as are asked for, and a note for each
 * receipt that it passes. Confined to one thread.
 */
public final class LetterSearch {
    /** How many offsets are read at a time on the way back from the end. */
    private static final long STEP = 1_000;

    private static final Comparator<LetterSummary> BY_TIME =
            Comparator.comparing(LetterSummary::stored)
                    .thenComparingInt(l -> l.at().partition())
                    .thenComparingLong(l -> l.at().offset());

    private final LetterBox box;
    private final Map<Position, String> replayed = new HashMap<>();

    public LetterSearch(LetterBox box) {
        this.box = box;
    }

    /** The letters that were stored last, oldest of them first. */
    public List<LetterSummary> newest(LetterFilter filter, int count) {
        var found = new ArrayList<LetterSummary>();
        for (RecordRange partition : spans(filter)) found.addAll(newest(partition, filter, count));
        found.sort(BY_TIME);
        return marked(found.subList(Math.max(0, found.size() - count), found.size()));
    }

    private List<LetterSummary> newest(RecordRange partition, LetterFilter filter, int count) {
        var found = new ArrayList<LetterSummary>();
        long end = partition.end();
        while (end > partition.first() && found.size() < count) {
            long first = Math.max(partition.first(), end - STEP);
            found.addAll(0, read(new RecordRange(partition.partition(), first, end), filter));
            end = first;
        }
        return found.subList(Math.max(0, found.size() - count), found.size());
    }

    /** The first letters of one partition from an offset on. */
    public List<LetterSummary> from(Position start, LetterFilter filter, int count) {
        RecordRange partition = partition(start.partition());
        var found = new ArrayList<LetterSummary>();
        long first = Math.max(start.offset(), partition.first());
        for (; first < partition.end(); first += STEP) {
            long end = Math.min(partition.end(), first + STEP);
            // Read on to the end: that is where receipts are.
            for (LetterSummary letter :
                    read(new RecordRange(start.partition(), first, end), filter))
                if (found.size() < count) found.add(letter);
        }
        return marked(found);
    }

    private List<LetterSummary> read(RecordRange range, LetterFilter filter) {
        var found = new ArrayList<LetterSummary>();
        box.read(
                range,
                entry -> {
                    if (entry instanceof Receipt receipt)
                        replayed.put(receipt.letter(), receipt.to());
                    else if (entry instanceof Letter letter && filter.test(letter))
                        found.add(LetterSummary.of(letter));
                });
        return found;
    }

    private List<LetterSummary> marked(List<LetterSummary> letters) {
        return letters.stream().map(l -> l.replayedTo(replayed.get(l.at()))).toList();
    }

    /**
     * The one letter there.
     *
     * @throws DeadLettersException when there is none
     */
    public Letter at(Position position) {
        RecordRange partition = partition(position.partition());
        var found = new ArrayList<Letter>();
        box.read(
                RecordRange.of(position),
                entry -> {
                    if (entry instanceof Letter letter) found.add(letter);
                });
        if (found.isEmpty()) throw noLetter(box, RecordRange.of(position), partition);
        return found.get(0);
    }

    /** Where that letter was last replayed to, by the receipts behind it. */
    public Optional<String> replayOf(Position letter) {
        return Optional.ofNullable(receipts(List.of(RecordRange.of(letter))).get(letter));
    }

    /** Where letters of those ranges were last replayed to. */
    Map<Position, String> receipts(List<RecordRange> ranges) {
        if (!box.kind().keepsReceipts()) return Map.of();
        var first = new HashMap<Integer, Long>();
        ranges.forEach(r -> first.merge(r.partition(), r.first(), Math::min));
        var found = new HashMap<Position, String>();
        first.forEach(
                (partition, from) ->
                        box.read(
                                new RecordRange(partition, from, partition(partition).end()),
                                entry -> {
                                    if (entry instanceof Receipt receipt)
                                        found.put(receipt.letter(), receipt.to());
                                }));
        return found;
    }

    /** The part of each partition in which letters of that filter can be. */
    List<RecordRange> spans(LetterFilter filter) {
        if (filter.since().isEmpty()) return box.partitions();
        return box.partitions().stream()
                .map(
                        p ->
                                new RecordRange(
                                        p.partition(),
                                        Math.max(
                                                p.first(),
                                                box.firstSince(
                                                        p.partition(), filter.since().get())),
                                        p.end()))
                .toList();
    }

    /**
     * What a partition holds.
     *
     * @throws DeadLettersException when there is no such partition
     */
    RecordRange partition(int partition) {
        return box.partitions().stream()
                .filter(p -> p.partition() == partition)
                .findFirst()
                .orElseThrow(
                        () ->
                                new DeadLettersException(
                                        "there is no partition "
                                                + partition
                                                + ": the topic has 0 to "
                                                + (box.partitions().size() - 1)));
    }

    static DeadLettersException noLetter(LetterBox box, RecordRange wanted, RecordRange partition) {
        return new DeadLettersException(
                "there is no "
                        + box.kind().noun()
                        + " at "
                        + wanted
                        + ": partition "
                        + partition.partition()
                        + (partition.first() == partition.end()
                                ? " is empty"
                                : " holds " + partition));
    }
}

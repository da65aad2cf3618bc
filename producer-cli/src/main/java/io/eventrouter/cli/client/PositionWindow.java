package io.eventrouter.cli.client;

import io.eventrouter.event.Position;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which positions have been seen, in bounded memory. Confined to the client's thread.
 *
 * <p>Positions come in no order, as urgent events overtake others of their partition. So each
 * partition has a bit for each position, in words of 64 that are made when the first of them is
 * seen. The word that was begun first is forgotten first: a position in it counts as new again,
 * since an event that is shown twice does less harm than one that is not shown.
 */
final class PositionWindow {
    /** From 4,096 to 262,144 positions of each partition. */
    static final int WORDS_PER_PARTITION = 4_096;

    private final int wordsPerPartition;
    private final Map<Integer, Words> partitions = new HashMap<>();

    PositionWindow(int wordsPerPartition) {
        this.wordsPerPartition = wordsPerPartition;
    }

    /** False when it has been seen. */
    boolean add(Position position) {
        Words words = partitions.computeIfAbsent(position.partition(), p -> new Words());
        long bit = 1L << (position.offset() % Long.SIZE);
        long before = words.getOrDefault(position.offset() / Long.SIZE, 0L);
        words.put(position.offset() / Long.SIZE, before | bit);
        return (before & bit) == 0;
    }

    void clear() {
        partitions.clear();
    }

    /** By the number of the word, in the order in which they were begun. */
    private final class Words extends LinkedHashMap<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > wordsPerPartition;
        }
    }
}

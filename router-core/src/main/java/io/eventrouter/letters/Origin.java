package io.eventrouter.letters;

/**
 * Where a dead letter's record was, by the router's word.
 *
 * @param publishedMillis when it was published, epoch milliseconds; below 0 where that is not known
 */
public record Origin(String topic, int partition, long offset, long publishedMillis) {
    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}

package io.eventrouter.benchmarks.merge.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * The events of the benchmark: binary-mode CloudEvents with JSON data of one size, in which rank,
 * number and moment stand at fixed places, so that a reader takes them without parsing.
 *
 * <pre>{"rank":0,"number":"0000000042","nanos":"0000000000012345678","pad":"xxxx…"}</pre>
 *
 * Keys are chosen so that Kafka's default partitioner sends each to the partition that it is used
 * for: a peer that partitions by key and one that keeps the source partition do the same. Immutable
 * and thread-safe.
 */
public final class EventLayout {
    /** The smallest size of an event's data. */
    public static final int MIN_BYTES = 100;

    private static final String HEAD = "{\"rank\":";
    private static final String BEFORE_NUMBER = ",\"number\":\"";
    private static final String BEFORE_NANOS = "\",\"nanos\":\"";
    private static final String BEFORE_PAD = "\",\"pad\":\"";
    private static final String TAIL = "\"}";
    private static final int NUMBER_DIGITS = 10;
    private static final int NANOS_DIGITS = 19;
    private static final int RANK_AT = HEAD.length();
    private static final int NUMBER_AT = RANK_AT + 1 + BEFORE_NUMBER.length();
    private static final int NANOS_AT = NUMBER_AT + NUMBER_DIGITS + BEFORE_NANOS.length();
    private static final int KEYS_PER_PARTITION = 16;

    private final byte[] template;
    private final byte[][][] keys;

    /**
     * @param dataBytes at least {@value #MIN_BYTES}
     * @param partitions of each priority topic
     */
    public EventLayout(int dataBytes, int partitions) {
        if (dataBytes < MIN_BYTES)
            throw new IllegalArgumentException(
                    "data of " + dataBytes + " bytes: at least " + MIN_BYTES);
        this.template = template(dataBytes);
        this.keys = keys(partitions);
    }

    /**
     * @param number of the event in its level; decides its key
     * @param nanos of this process's clock, from which a delay is counted; 0 where none is
     */
    ProducerRecord<byte[], byte[]> event(
            String topic, int rank, int partition, long number, long nanos) {
        byte[] value = template.clone();
        value[RANK_AT] = (byte) ('0' + rank);
        writeDigits(value, NUMBER_AT, NUMBER_DIGITS, number);
        writeDigits(value, NANOS_AT, NANOS_DIGITS, nanos);
        byte[][] candidates = keys[partition];
        byte[] key = candidates[(int) (number / keys.length % candidates.length)];
        var record = new ProducerRecord<>(topic, partition, key, value);
        record.headers()
                .add("ce_specversion", ascii("1.0"))
                .add("ce_id", ascii(topic + "-" + number))
                .add("ce_source", ascii("/benchmark"))
                .add("ce_type", ascii("benchmark.event"))
                .add("ce_channel", key)
                .add("content-type", ascii("application/json"));
        return record;
    }

    /** Partitions of each priority topic. */
    int partitions() {
        return keys.length;
    }

    /** The rank in an event's data. */
    static int rank(byte[] data) {
        return data[RANK_AT] - '0';
    }

    /** The number in an event's data. */
    static int number(byte[] data) {
        return Math.toIntExact(digits(data, NUMBER_AT, NUMBER_DIGITS));
    }

    /** The moment in an event's data. */
    static long nanos(byte[] data) {
        return digits(data, NANOS_AT, NANOS_DIGITS);
    }

    private static byte[] template(int bytes) {
        String start =
                HEAD
                        + "0"
                        + BEFORE_NUMBER
                        + "0".repeat(NUMBER_DIGITS)
                        + BEFORE_NANOS
                        + "0".repeat(NANOS_DIGITS)
                        + BEFORE_PAD;
        return ascii(start + "x".repeat(bytes - start.length() - TAIL.length()) + TAIL);
    }

    private static byte[][][] keys(int partitions) {
        var found = new byte[partitions][KEYS_PER_PARTITION][];
        var counts = new int[partitions];
        for (int n = 0; Arrays.stream(counts).anyMatch(c -> c < KEYS_PER_PARTITION); n++) {
            byte[] key = ascii("bench." + n);
            int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
            if (counts[partition] < KEYS_PER_PARTITION) found[partition][counts[partition]++] = key;
        }
        return found;
    }

    private static void writeDigits(byte[] to, int at, int count, long number) {
        long left = number;
        for (int i = at + count - 1; i >= at; i--) {
            to[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private static long digits(byte[] from, int at, int count) {
        long number = 0;
        for (int i = at; i < at + count; i++) number = number * 10 + (from[i] - '0');
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

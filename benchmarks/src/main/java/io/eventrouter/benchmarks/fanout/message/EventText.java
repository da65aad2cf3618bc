package io.eventrouter.benchmarks.fanout.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * An event as text. Its data says when it was published and of which level it is, at places that
 * are counted from the end of the message, so that a receiver need not parse it:
 *
 * <pre>
 *   {"specversion":"1.0", … ,"data":{"pad":"xxx","level":3,"at":"0001234567890123456"}}
 * </pre>
 *
 * <p>Our own servers are given the data and make the message; the others are given the message, of
 * the same bytes but for the number of the position. Stateless.
 */
public final class EventText {
    /** The smallest data there is. */
    public static final int MIN_DATA_BYTES = "{'pad':'','level':0,'at':''}".length() + 19;

    static final String SOURCE = "/benchmarks/fanout";
    static final String TYPE = "benchmark";
    static final String CONTENT_TYPE = "application/json";

    private static final int AT_DIGITS = 19;
    private static final int AT_FROM_END = AT_DIGITS + "'}}".length();
    private static final int LEVEL_FROM_END = AT_FROM_END + "0,'at':'".length();

    private EventText() {}

    /**
     * Data of exactly that many bytes.
     *
     * @param rank of its level, 0 to 9
     * @param atNanos when it is published, on a clock that receivers share; not negative
     */
    public static String data(int bytes, int rank, long atNanos) {
        if (bytes < MIN_DATA_BYTES || rank < 0 || rank > 9 || atNanos < 0)
            throw new IllegalArgumentException(bytes + " bytes, level " + rank + ", at " + atNanos);
        return "{\"pad\":\""
                + "x".repeat(bytes - MIN_DATA_BYTES)
                + "\",\"level\":"
                + rank
                + ",\"at\":\""
                + String.format(Locale.ROOT, "%0" + AT_DIGITS + "d", atNanos)
                + "\"}";
    }

    /** The message that a gateway makes of it. */
    public static String message(String channel, String level, long number, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\""
                + id(number)
                + "\",\"source\":\""
                + SOURCE
                + "\",\"type\":\""
                + TYPE
                + "\",\"channel\":\""
                + channel
                + "\",\"priority\":\""
                + level
                + "\",\"position\":\"0:"
                + number
                + "\",\"datacontenttype\":\""
                + CONTENT_TYPE
                + "\",\"data\":"
                + data
                + "}";
    }

    /** Of a fixed length. */
    static String id(long number) {
        return String.format(Locale.ROOT, "%010d", number);
    }

    /** When the message was published; its bytes are those that remain, and stay. */
    public static long atNanos(ByteBuffer message) {
        int from = message.limit() - AT_FROM_END;
        long at = 0;
        for (int i = from; i < from + AT_DIGITS; i++) at = at * 10 + (message.get(i) - '0');
        return at;
    }

    /** Of which level it is; its bytes are those that remain, and stay. */
    public static int rank(ByteBuffer message) {
        return message.get(message.limit() - LEVEL_FROM_END) - '0';
    }

    /**
     * The line by which a server is told to publish.
     *
     * @param text the data, or the message
     */
    public static byte[] line(String level, String channel, String text) {
        return (level + " " + channel + " " + text + "\n").getBytes(US_ASCII);
    }
}

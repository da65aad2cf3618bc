package io.eventrouter.gateway.console;

import io.eventrouter.wire.RouterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Records of the dead-letter topic as they are shown: letters, and the receipts of replays, which
 * mark the letters that they are for. Never throws, whatever a record holds. Stateless.
 */
final class LetterRecords {
    private static final int MOST_TEXT = 240;
    private static final Comparator<LetterView> NEWEST_FIRST =
            Comparator.comparingLong(LetterView::stored)
                    .thenComparing(LetterView::position)
                    .reversed();

    private LetterRecords() {}

    /**
     * The newest letters, newest first.
     *
     * @param most letters
     */
    static List<LetterView> newest(Iterable<ConsumerRecord<byte[], byte[]>> records, int most) {
        Map<String, String> replays = new HashMap<>();
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            boolean receipt =
                    !has(record, RouterHeaders.REASON) && has(record, RouterHeaders.REPLAYED_TO);
            if (receipt)
                replays.put(
                        header(record, RouterHeaders.REPLAYED_FROM),
                        header(record, RouterHeaders.REPLAYED_TO));
            else letters.add(record);
        }
        return letters.stream()
                .map(record -> view(record, replays.get(position(record))))
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    private static LetterView view(ConsumerRecord<byte[], byte[]> record, String replayedTo) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        byte[] key = record.key() == null ? new byte[0] : record.key();
        String reason = header(record, RouterHeaders.REASON);
        return new LetterView(
                position(record),
                record.timestamp(),
                reason.isEmpty() ? "unknown" : reason,
                header(record, RouterHeaders.DETAIL),
                source(record),
                PlainText.beginning(key, MOST_TEXT).orElse(""),
                value.length,
                PlainText.beginning(value, MOST_TEXT).orElse(null),
                replayedTo);
    }

    private static String position(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + ":" + record.offset();
    }

    private static String source(ConsumerRecord<byte[], byte[]> record) {
        if (!has(record, RouterHeaders.SOURCE_TOPIC)) return "";
        return header(record, RouterHeaders.SOURCE_TOPIC)
                + ":"
                + header(record, RouterHeaders.SOURCE_PARTITION)
                + ":"
                + header(record, RouterHeaders.SOURCE_OFFSET);
    }

    private static boolean has(ConsumerRecord<byte[], byte[]> record, String name) {
        return record.headers().lastHeader(name) != null;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? ""
                : PlainText.shortened(
                        new String(header.value(), StandardCharsets.UTF_8), MOST_TEXT);
    }
}

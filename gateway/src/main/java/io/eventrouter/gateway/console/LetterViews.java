package io.eventrouter.gateway.console;

import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.LetterEntry;
import io.eventrouter.letters.LetterEntry.Receipt;
import io.eventrouter.letters.Origin;
import io.eventrouter.topics.TopicNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of the dead-letter topic as they are shown: letters, and the receipts of replays, which
 * mark the letters that they are for. Never throws, whatever a record holds. Immutable.
 */
final class LetterViews {
    private static final int MOST_TEXT = 240;
    private static final Comparator<LetterView> NEWEST_FIRST =
            Comparator.comparingLong(LetterView::stored)
                    .thenComparing(LetterView::position)
                    .reversed();

    private final TopicNames topics;

    LetterViews(TopicNames topics) {
        this.topics = topics;
    }

    /**
     * The newest letters, newest first.
     *
     * @param most letters
     */
    List<LetterView> newest(Iterable<ConsumerRecord<byte[], byte[]>> records, int most) {
        Map<Position, String> replays = new HashMap<>();
        var letters = new ArrayList<Letter>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            LetterEntry entry = LetterEntry.read(record);
            if (entry instanceof Receipt receipt) replays.put(receipt.letter(), receipt.to());
            else if (entry instanceof Letter letter) letters.add(letter);
        }
        return letters.stream()
                .map(letter -> view(letter, replays.get(letter.at())))
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    private LetterView view(Letter letter, String replayedTo) {
        byte[] value = letter.value() == null ? new byte[0] : letter.value();
        byte[] key = letter.key() == null ? new byte[0] : letter.key();
        return new LetterView(
                letter.at().toString(),
                letter.stored().toEpochMilli(),
                shortened(letter.reason()),
                shortened(letter.detail()),
                letter.origin().map(Origin::toString).map(LetterViews::shortened).orElse(""),
                PlainText.beginning(key, MOST_TEXT).orElse(""),
                value.length,
                PlainText.beginning(value, MOST_TEXT).orElse(null),
                letter.channel().map(LetterViews::shortened).orElse(""),
                level(letter),
                letter.omitted().isPresent(),
                replayedTo == null ? null : shortened(replayedTo));
    }

    private String level(Letter letter) {
        return letter.origin()
                .flatMap(origin -> topics.priorityOf(origin.topic()))
                .map(Priority::name)
                .orElse("");
    }

    private static String shortened(String text) {
        return PlainText.shortened(text, MOST_TEXT);
    }
}

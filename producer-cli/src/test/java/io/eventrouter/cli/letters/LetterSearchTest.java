package io.eventrouter.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.event.Position;
import io.eventrouter.letters.LetterRecords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterSearchTest {
    private final FakeLetters letters = new FakeLetters();

    @Test
    void findsTheNewestOfAllPartitionsInTheOrderTheyCame() {
        letters.letter(0, "high", "no-channel", "a")
                .letter(1, "high", "no-channel", "b")
                .letter(1, "low", "no-channel", "c")
                .letter(0, "low", "no-channel", "d");

        List<LetterSummary> found = search().newest(LetterFilter.ALL, 3);

        assertThat(found).extracting(l -> l.at().toString()).containsExactly("1:0", "1:1", "0:1");
    }

    @Test
    void goesBackAsFarAsItTakesToFindWhatIsRare() {
        letters.letter(0, "high", "bad-data", "rare");
        for (int i = 0; i < 2_500; i++) letters.letter(0, "high", "no-channel", "a");

        List<LetterSummary> found = search().newest(reason("bad-data"), 5);

        assertThat(found).singleElement().extracting(LetterSummary::at).isEqualTo(at(0, 0));
    }

    @Test
    void choosesByTimeLevelAndChannel() {
        letters.letter(0, "high", "no-channel", "orders.eu")
                .letter(0, "high", "no-channel", "orders.eu")
                .letter(0, "low", "no-channel", "orders.eu")
                .letter(0, "high", "no-channel", "alerts");
        var filter =
                new LetterFilter(
                        Optional.of(FakeLetters.START.plusSeconds(1)),
                        Set.of(),
                        Set.of("events.high"),
                        Optional.of("orders.*"));

        List<LetterSummary> found = search().newest(filter, 10);

        assertThat(found).singleElement().extracting(LetterSummary::at).isEqualTo(at(0, 1));
    }

    @Test
    void findsALetterByAChannelThatIsNone() {
        letters.letter(0, "high", "bad-channel", "not a channel!");

        List<LetterSummary> found =
                search().newest(
                                new LetterFilter(
                                        Optional.empty(),
                                        Set.of(),
                                        Set.of(),
                                        Optional.of("not a channel!")),
                                10);

        assertThat(found).hasSize(1);
    }

    @Test
    void listsFromAPlaceOn() {
        for (int i = 0; i < 5; i++) letters.letter(0, "high", "no-channel", "a");

        List<LetterSummary> found = search().from(at(0, 2), LetterFilter.ALL, 2);

        assertThat(found).extracting(l -> l.at().toString()).containsExactly("0:2", "0:3");
    }

    @Test
    void marksWhatWasReplayedAndDoesNotListTheReceipt() {
        letters.letter(0, "high", "no-channel", "a").letter(0, "high", "no-channel", "b");
        var receipt = LetterRecords.receipt("events.dead-letter", at(0, 0), "events.high:0:7");
        letters.store(0, receipt.key(), receipt.value(), receipt.headers());

        List<LetterSummary> found = search().newest(LetterFilter.ALL, 10);

        assertThat(found)
                .extracting(LetterSummary::replayedTo)
                .containsExactly(Optional.of("events.high:0:7"), Optional.empty());
        assertThat(search().replayOf(at(0, 0))).contains("events.high:0:7");
    }

    @Test
    void takesARecordOfSomebodyElseForALetterWithoutAReason() {
        letters.store(0, null, null, new RecordHeaders());

        assertThat(search().at(at(0, 0)).reason()).isEqualTo("unknown");
    }

    /** Or whoever publishes it could have a letter pass for a receipt. */
    @Test
    void takesALetterForOneWhateverHeadersItsSenderWrote() {
        letters.letter(
                0,
                "high",
                "no-channel",
                "a",
                "{}",
                "er_replayed_from",
                "0:0",
                "er_replayed_to",
                "x:0:1");

        assertThat(search().newest(LetterFilter.ALL, 10))
                .singleElement()
                .extracting(LetterSummary::replayedTo)
                .isEqualTo(Optional.empty());
    }

    @Test
    void saysWhatThereIsWhereThereIsNoLetter() {
        letters.letter(0, "high", "no-channel", "a");

        assertThatThrownBy(() -> search().at(at(0, 7)))
                .isInstanceOf(DeadLettersException.class)
                .hasMessage("there is no dead letter at 0:7: partition 0 holds 0:0");
        assertThatThrownBy(() -> search().at(at(1, 0))).hasMessageContaining("1 is empty");
        assertThatThrownBy(() -> search().at(at(9, 0))).hasMessageContaining("has 0 to 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1:", "1:2-", "1:5-2", "1:-2", "a:1", "1:1-9223372036854775807"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> RecordRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PARTITION:FIRST-LAST");
    }

    @Test
    void readsARange() {
        assertThat(RecordRange.parse("2:17")).isEqualTo(new RecordRange(2, 17, 18));
        assertThat(RecordRange.parse("2:17-40")).isEqualTo(new RecordRange(2, 17, 41));
    }

    private LetterSearch search() {
        return new LetterSearch(letters.box());
    }

    private static LetterFilter reason(String reason) {
        return new LetterFilter(Optional.empty(), Set.of(reason), Set.of(), Optional.empty());
    }

    private static Position at(int partition, long offset) {
        return new Position(partition, offset);
    }
}

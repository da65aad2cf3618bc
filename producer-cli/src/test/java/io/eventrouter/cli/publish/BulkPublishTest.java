package io.eventrouter.cli.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.ingest.Acknowledged;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BulkPublishTest {
    private static final Priorities LEVELS = Priorities.standard();

    private final FakeKafka kafka = new FakeKafka();
    private final Log log = new Log();
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void publishesEveryLineInItsOrder() throws IOException {
        var lines = numbered(20_000);

        PublishReport report = publish(lines, false);

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.acknowledgedInAll()).isEqualTo(20_000);
        assertThat(kafka.published()).extracting(BulkPublishTest::text).isEqualTo(lines);
        assertThat(log.acknowledgedLines).hasSize(20_000).isSorted();
    }

    @Test
    void countsByLevel() throws IOException {
        var lines = List.of(whole("critical"), whole("low"), "{}", whole("low"));

        PublishReport report = publish(lines, false);

        assertThat(report.acknowledged())
                .containsEntry(LEVELS.require("critical"), 1L)
                .containsEntry(LEVELS.require("normal"), 1L)
                .containsEntry(LEVELS.require("low"), 2L);
    }

    @Test
    void stopsReadingAtALineThatIsNotJson() throws IOException {
        var lines = List.of("1", "2", "oops", "4");

        PublishReport report = publish(lines, false);

        assertThat(report.acknowledgedInAll()).isEqualTo(2);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.complete()).isFalse();
        assertThat(log.failures).singleElement().asString().startsWith("3: not valid JSON");
        assertThat(kafka.published()).hasSize(2);
    }

    @Test
    void stopsReadingWhenKafkaDoesNotAcknowledge() throws IOException {
        kafka.failing(event -> text(event).equals("2"));

        PublishReport report = publish(numbered(1_000), false);

        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.complete()).isFalse();
        assertThat(log.failures).containsExactly("3: no leader");
        assertThat(kafka.published()).hasSize(3);
    }

    @Test
    void goesOnAfterFailuresWhenItIsToldTo() throws IOException {
        kafka.failing(event -> text(event).equals("5"));
        var lines = new ArrayList<>(numbered(10));
        lines.set(2, "oops");

        PublishReport report = publish(lines, true);

        assertThat(report.complete()).isTrue();
        assertThat(report.isSuccess()).isFalse();
        assertThat(report.acknowledgedInAll()).isEqualTo(8);
        assertThat(log.failures).hasSize(2);
        assertThat(log.failures.get(1)).isEqualTo("6: no leader");
    }

    @Test
    void keepsABoundedNumberUnderWay() throws IOException {
        kafka.hold();
        var most = new int[1];
        var lines = numbered(3 * BulkPublish.MOST_EVENTS);
        var source =
                new Watched(
                        lines,
                        () -> {
                            most[0] = Math.max(most[0], kafka.published().size() - log.done());
                            // Nothing is answered until as much is under way as may be.
                            if (kafka.published().size() > BulkPublish.MOST_EVENTS - 100)
                                kafka.letGo();
                        });

        PublishReport report = bulk(false).run(new LineReader(source, 1_000));

        assertThat(report.acknowledgedInAll()).isEqualTo(lines.size());
        assertThat(most[0]).isLessThanOrEqualTo(BulkPublish.MOST_EVENTS);
    }

    @Test
    void withholdsNoOutcomeWhileItWaitsForInput() throws IOException {
        var seen = new ArrayList<Integer>();
        var source = new Slow(numbered(3), () -> seen.add(log.shown));

        publish(source);

        assertThat(seen).containsExactly(0, 1, 2, 3);
    }

    @Test
    void stopsWhenItIsAskedTo() throws IOException {
        kafka.then(event -> stop.set(text(event).equals("9")));

        PublishReport report = publish(numbered(1_000), false);

        assertThat(report.complete()).isFalse();
        assertThat(report.failed()).isZero();
        assertThat(report.acknowledgedInAll()).isEqualTo(10);
    }

    @Test
    void takesInputThatWasClosedAfterAStopForTheEnd() throws IOException {
        var source = new Slow(numbered(2), () -> {});
        source.failAtEnd = true;
        source.beforeFailure = () -> stop.set(true);

        PublishReport report = publish(source);

        assertThat(report.complete()).isFalse();
        assertThat(report.acknowledgedInAll()).isEqualTo(2);
    }

    @Test
    void reportsInputThatCannotBeRead() {
        var source = new Slow(numbered(2), () -> {});
        source.failAtEnd = true;

        assertThatThrownBy(() -> publish(source))
                .isInstanceOf(IOException.class)
                .hasMessage("disk is gone");
        assertThat(log.acknowledgedLines).containsExactly(1L, 2L);
    }

    @Test
    void findsThatThereWasNothing() throws IOException {
        PublishReport report = publish(List.of(), false);

        assertThat(report.isEmpty()).isTrue();
        assertThat(report.isSuccess()).isFalse();
    }

    @Test
    void refusesALineThatIsTooLongForAnyEvent() throws IOException {
        PublishReport report = publish(List.of("\"" + "x".repeat(2_000) + "\""), false);

        assertThat(report.failed()).isEqualTo(1);
        assertThat(log.failures).containsExactly("1: the line is too long for any event");
    }

    private PublishReport publish(List<String> lines, boolean keepGoing) throws IOException {
        var bytes = String.join("\n", lines).getBytes(UTF_8);
        return bulk(keepGoing).run(new LineReader(new ByteArrayInputStream(bytes), 1_000));
    }

    private PublishReport publish(InputStream source) throws IOException {
        return bulk(false).run(new LineReader(source, 1_000));
    }

    private BulkPublish bulk(boolean keepGoing) {
        var flags =
                new EventFlags(
                        Optional.of(new Channel("a")),
                        LEVELS.require("normal"),
                        Optional.empty(),
                        EventFlags.DEFAULT_SOURCE,
                        EventFlags.DEFAULT_TYPE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var events = new InputEvents(flags, LEVELS, Clock.systemUTC(), () -> "id");
        return new BulkPublish(events, kafka, log, keepGoing, stop);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.toList());
    }

    private static String whole(String priority) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"priority\":\""
                + priority
                + "\",\"data\":1}";
    }

    private static String text(Event event) {
        return new String(event.data(), UTF_8);
    }

    /** Writes down outcomes. */
    private static final class Log implements Outcomes {
        final List<Long> acknowledgedLines = new ArrayList<>();
        final List<String> failures = new ArrayList<>();
        int shown;

        @Override
        public void acknowledged(long line, Acknowledged acknowledged) {
            acknowledgedLines.add(line);
        }

        @Override
        public void failed(long line, String reason) {
            failures.add(line + ": " + reason);
        }

        @Override
        public void progressed(long bytesRead, long acknowledged) {
            shown = done();
        }

        int done() {
            return acknowledgedLines.size() + failures.size();
        }
    }

    /** Gives a line at each read, and never says that there is more. */
    private static class Slow extends InputStream {
        private final List<String> lines;
        private final Runnable onRead;
        private int next;
        boolean failAtEnd;
        Runnable beforeFailure = () -> {};

        Slow(List<String> lines, Runnable onRead) {
            this.lines = lines;
            this.onRead = onRead;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            onRead.run();
            if (next == lines.size()) {
                if (!failAtEnd) return -1;
                beforeFailure.run();
                throw new IOException("disk is gone");
            }
            byte[] line = (lines.get(next++) + "\n").getBytes(UTF_8);
            System.arraycopy(line, 0, bytes, offset, line.length);
            return line.length;
        }
    }

    /** The same, but there is always more. */
    private static final class Watched extends Slow {
        Watched(List<String> lines, Runnable onRead) {
            super(lines, onRead);
        }

        @Override
        public int available() {
            return 1;
        }
    }
}

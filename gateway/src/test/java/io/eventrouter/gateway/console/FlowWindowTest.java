package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.event.Priority;
import io.eventrouter.topics.LevelBacklog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FlowWindowTest {
    private static final LevelSettings LEVELS =
            LevelSettings.parse("critical:express,high:4,normal:2,low:1");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FlowWindow window = new FlowWindow(LEVELS, true);

    @Test
    void knowsNothingBeforeThereIsASample() {
        List<LevelView> views = window.levels();

        assertThat(views)
                .extracting(LevelView::name)
                .containsExactly("critical", "high", "normal", "low");
        assertThat(views)
                .allSatisfy(
                        view -> {
                            assertThat(view.backlog()).isNull();
                            assertThat(view.routed()).isNull();
                            assertThat(view.p99()).isNull();
                        });
    }

    @Test
    void leavesOutWhatPassedBeforeTheWindowBegan() {
        window.add(0, delays(0, 900, 0, 0), Map.of());
        window.add(2 * SECOND, delays(0, 10, 0, 0), Map.of());

        LevelView high = view("high");

        assertThat(high.routed()).isEqualTo(5.0);
        assertThat(window.covered()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void sharesWhatTheSharedLaneRoutedAndLeavesExpressOut() {
        window.add(0, delays(0, 0, 0, 0), Map.of());
        window.add(SECOND, delays(500, 40, 20, 10), Map.of());

        assertThat(view("critical").share()).isNull();
        assertThat(view("critical").due()).isNull();
        assertThat(view("high").share()).isEqualTo(40 / 70.0);
        assertThat(view("high").due()).isEqualTo(4 / 7.0);
        assertThat(view("low").share()).isEqualTo(10 / 70.0);
    }

    @Test
    void tellsOfNoDueShareWhereDeadlinesDecide() {
        var byDeadline = new FlowWindow(LEVELS, false);
        byDeadline.add(0, delays(0, 0, 0, 0), Map.of());
        byDeadline.add(SECOND, delays(0, 1, 1, 0), Map.of());

        assertThat(byDeadline.levels().get(1).due()).isNull();
        assertThat(byDeadline.levels().get(1).share()).isEqualTo(0.5);
    }

    @Test
    void forgetsWhatIsOlderThanAMinute() {
        for (int second = 0; second <= 120; second += 2)
            window.add(second * SECOND, delays(0, second < 50 ? 100 : 2, 0, 0), Map.of());

        assertThat(window.covered()).isEqualTo(Duration.ofSeconds(60));
        assertThat(view("high").routed()).isEqualTo(1.0);
    }

    @Test
    void countsWhatWasPublishedByTheEndsOfTheTopics() {
        window.add(0, delays(0, 0, 0, 0), backlog("high", 3, 100));
        window.add(2 * SECOND, delays(0, 0, 0, 0), Map.of());
        window.add(4 * SECOND, delays(0, 0, 0, 0), backlog("high", 23, 120));

        assertThat(view("high").published()).isEqualTo(5.0);
        assertThat(view("high").backlog()).isEqualTo(23);
        assertThat(view("low").published()).isNull();
        assertThat(view("low").backlog()).isNull();
    }

    @Test
    void tellsDelaysOfAllSamplesTogether() {
        window.add(0, delays(0, 0, 0, 0), Map.of());
        for (int i = 1; i <= 100; i++) {
            List<Histogram> next = delays(0, 0, 0, 0);
            next.get(2).recordValue(i);
            window.add(i * SECOND / 10, next, Map.of());
        }

        assertThat(view("normal").p50()).isEqualTo(50);
        assertThat(view("normal").p99()).isEqualTo(99);
        assertThat(view("normal").worst()).isEqualTo(100);
    }

    private LevelView view(String name) {
        return window.levels().stream().filter(v -> v.name().equals(name)).findFirst().get();
    }

    private static Map<Priority, LevelBacklog> backlog(String level, long waiting, long end) {
        var read = new HashMap<Priority, LevelBacklog>();
        read.put(LEVELS.priorities().require(level), new LevelBacklog(waiting, end));
        return read;
    }

    /** So many events of 1 ms at each level. */
    private static List<Histogram> delays(int... counts) {
        var delays = new ArrayList<Histogram>();
        for (int count : counts) {
            var histogram = new Histogram(2);
            if (count > 0) histogram.recordValueWithCount(1, count);
            delays.add(histogram);
        }
        return delays;
    }
}

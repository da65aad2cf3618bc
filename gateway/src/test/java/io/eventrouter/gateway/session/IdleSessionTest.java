package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an idle session holds, in objects: the memory of those is measured by the benchmark. */
@Timeout(60)
class IdleSessionTest {
    private static final int SESSIONS = 50;

    /** Its state, its write, what it has of subscriptions, and one subscription. */
    private static final int MOST_OBJECTS = 8;

    private final OneWorker one = new OneWorker();

    @Test
    void holdsAFewObjectsAndNoQueueOnceAllIsWritten() {
        openAndServe(0).forEach(Session::disconnected); // what they shared stays
        one.run();
        Map<String, Integer> before = ObjectCount.from(one.worker);

        openAndServe(1);

        Map<String, Integer> each = more(before, ObjectCount.from(one.worker));
        assertThat(each).containsKey("LiveSession").doesNotContainKeys("SessionQueue", "Delivery");
        assertThat(each.values().stream().mapToInt(Integer::intValue).sum())
                .as("%s", each)
                .isLessThanOrEqualTo(MOST_OBJECTS);
    }

    /** They are welcomed, sent an event and a checkpoint, and then nothing more. */
    private List<Session> openAndServe(long offset) {
        var sessions = new ArrayList<Session>();
        for (int i = 0; i < SESSIONS; i++) {
            Session session = one.open(FakeSink.fast());
            session.subscribe(new ChannelPattern("a"), null, null, null);
            sessions.add(session);
        }
        one.dispatch(routed(2, offset, "low", "a"));
        one.clock.pass(OneWorker.CHECKPOINT_INTERVAL);
        one.run();
        return sessions;
    }

    /** What has come for each session; the sink is the test's. */
    private static Map<String, Integer> more(
            Map<String, Integer> before, Map<String, Integer> after) {
        var each = new TreeMap<String, Integer>();
        after.forEach(
                (type, count) -> {
                    int more = (count - before.getOrDefault(type, 0)) / SESSIONS;
                    if (more > 0) each.put(type, more);
                });
        each.keySet().removeIf(type -> type.startsWith("FakeSink"));
        for (String message : new String[] {"Welcome", "Subscribed", "Checkpoint", "EventFrame"})
            each.remove(message); // the sink keeps what was written
        return each;
    }
}

package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.LEVELS;
import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static io.eventrouter.gateway.RoutedRecords.PUBLISHED_MILLIS;
import static io.eventrouter.gateway.RoutedRecords.collapsing;
import static io.eventrouter.gateway.RoutedRecords.expiring;
import static io.eventrouter.gateway.RoutedRecords.large;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static io.eventrouter.gateway.RoutedRecords.unencodable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.gateway.feed.RoutedEvents;
import io.eventrouter.wire.RoutedRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventChainTest {
    private static final int QUEUE_BYTES = 1 << 20;

    private final EventChain none = new EventChain(terms(1_000, QUEUE_BYTES));
    private final Delivery a = delivery(routed(2, 0, "low", "x"));
    private final Delivery b = delivery(routed(2, 1, "low", "x"));
    private final Delivery c = delivery(routed(2, 2, "low", "x"));

    @Test
    void isOneForAllSessionsForWhichTheSameEventsWait() {
        assertThat(none.plus(a).plus(b)).isSameAs(none.plus(a).plus(b));
        assertThat(none.plus(a).plus(b).batch()).isSameAs(none.plus(a).plus(b).batch());
    }

    @Test
    void isNotChangedByWhatItBecomes() {
        EventChain first = none.plus(a);
        EventChain others = first.plus(b).plus(c);
        EventChain withoutB = first.plus(c);

        assertThat(first.batch().messages()).containsExactly(a.frame());
        assertThat(others.batch().messages()).containsExactly(a.frame(), b.frame(), c.frame());
        assertThat(withoutB.batch().messages()).containsExactly(a.frame(), c.frame());
    }

    /** Whatever waits, the same goes out in the same order as from a queue. */
    @Property(tries = 200)
    void goesOutAsFromAQueue(
            @ForAll @Size(min = 1, max = 64) List<@IntRange(max = 3) Integer> ranks) {
        var queue = new SessionQueue(terms(1_000, QUEUE_BYTES), meters());
        EventChain chain = none;
        for (int i = 0; i < ranks.size(); i++) {
            String level = PRIORITIES.byRank(ranks.get(i)).name();
            Delivery delivery = delivery(routed(2, i, level, "x"));
            queue.add(delivery);
            chain = chain.plus(delivery);
        }

        assertThat(chain.batch().messages())
                .isEqualTo(queue.take(PUBLISHED_MILLIS, false, Exit.OPEN));
        assertThat(chain.events()).isEqualTo(ranks.size());
        for (int rank = 0; rank < 4; rank++) {
            int wanted = rank;
            assertThat(chain.batch().events()[rank])
                    .isEqualTo((int) ranks.stream().filter(r -> r == wanted).count());
            assertThat((chain.ranks() & 1 << rank) != 0).isEqualTo(ranks.contains(rank));
        }
    }

    @Test
    void endsWhereAWriteDoes() {
        EventChain chain = none;
        for (int i = 0; i < SessionQueue.BATCH_MESSAGES; i++)
            chain = chain.plus(delivery(routed(2, i, "low", "x")));

        assertThat(chain.plus(delivery(routed(2, 64, "low", "x")))).isNull();
        EventChain full = none.plus(delivery(large(2, 0, "low", "x", SessionQueue.BATCH_BYTES)));
        assertThat(full).isNotNull();
        assertThat(full.plus(a)).isNull();
    }

    @Test
    void takesNoMoreThanAQueueMayHold() {
        EventChain twoEvents = new EventChain(terms(2, QUEUE_BYTES)).plus(a).plus(b);
        EventChain tooLarge =
                new EventChain(terms(100, 1_024)).plus(delivery(large(2, 3, "low", "x", 2_000)));

        assertThat(twoEvents).isNotNull();
        assertThat(twoEvents.plus(c)).isNull();
        assertThat(tooLarge).as("an empty queue takes one event of any size").isNotNull();
        assertThat(tooLarge.plus(b)).isNull();
    }

    @Test
    void leavesWhatMayReplaceAnotherToAQueue() {
        assertThat(none.plus(delivery(collapsing(2, 0, "low", "x", "k")))).isNull();
    }

    @Test
    void isFreshUntilTheFirstOfItsEventsExpires() {
        Delivery early = delivery(expiring(2, 3, "low", "x", "1970-01-01T00:16:41Z"));
        EventChain chain = none.plus(a).plus(early).plus(b);

        assertThat(chain.isFresh(1_001_000)).isTrue();
        assertThat(chain.isFresh(1_001_001)).isFalse();
        assertThat(none.plus(a).isFresh(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void isAsItWasAfterAnEventThatCannotBeEncoded() {
        EventChain chain = none.plus(a);
        Delivery bad = delivery(unencodable(routed(2, 5, "low", "x")));

        assertThatThrownBy(() -> chain.plus(bad)).hasMessage("cannot be encoded");

        assertThat(chain.plus(b).batch().messages()).containsExactly(a.frame(), b.frame());
    }

    @Test
    void keepsNothingOfWhatItBecameOnceItForgets() {
        EventChain before = none.plus(a);

        none.forgetNext();

        assertThat(none.plus(a)).isNotSameAs(before);
    }

    private static Delivery delivery(RoutedRecord record) {
        return new Delivery(RoutedEvents.of(record), null);
    }

    private static ShardMeters meters() {
        return new ShardMeters(
                new SessionMeters(new SimpleMeterRegistry(), PRIORITIES), PRIORITIES.size());
    }

    private static SessionTerms terms(int queueEvents, int queueBytes) {
        return new SessionTerms(
                OneWorker.settings(queueEvents, queueBytes),
                Duration.ofSeconds(5),
                LEVELS,
                () -> "g");
    }
}

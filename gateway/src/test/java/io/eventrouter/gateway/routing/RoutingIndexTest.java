package io.eventrouter.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingIndexTest {
    private static final Position AT = new Position(0, 0);

    private static final int LOW = 3;
    private static final int NORMAL = 2;
    private static final int CRITICAL = 0;

    private final RoutingIndex<Named> index = new RoutingIndex<>(4);
    private final Named ann = new Named("ann");
    private final Named bob = new Named("bob");

    @Test
    void findsWhoNamedTheChannelAndWhoMatchesIt() {
        subscribe("orders.eu", ann, LOW);
        subscribe("orders.*", bob, LOW);

        List<Named> recipients = recipients("orders.eu", CRITICAL);

        assertThat(recipients).containsExactlyInAnyOrder(ann, bob);
    }

    @Test
    void visitsARecipientOnceHoweverManyOfItsPatternsMatch() {
        subscribe("orders.eu", ann, LOW);
        subscribe("orders.*", ann, LOW);
        subscribe(">", ann, LOW);

        assertThat(recipients("orders.eu", CRITICAL)).containsExactly(ann);
    }

    @Test
    void admitsALevelWhenAnyMatchingSubscriptionDoes() {
        subscribe("orders.eu", ann, CRITICAL);
        subscribe("orders.*", ann, NORMAL);

        assertThat(recipients("orders.eu", NORMAL)).containsExactly(ann);
        assertThat(recipients("orders.eu", LOW)).isEmpty();
    }

    @Test
    void letsASubscriptionAdmitOtherLevelsLater() {
        Subscription<Named> subscription = subscribe("orders.eu", ann, CRITICAL);

        subscription.admitDownTo(LOW);

        assertThat(recipients("orders.eu", LOW)).containsExactly(ann);
    }

    @Test
    void findsAPatternThatCameAfterTheChannelWasCached() {
        subscribe("orders.*", ann, LOW);
        recipients("orders.eu", LOW);

        subscribe("orders.>", bob, LOW);

        assertThat(recipients("orders.eu", LOW)).containsExactlyInAnyOrder(ann, bob);
    }

    @Test
    void findsAnExactSubscriptionThatCameAfterTheChannelWasCached() {
        subscribe("orders.*", ann, LOW);
        recipients("orders.eu", LOW);

        subscribe("orders.eu", bob, LOW);

        assertThat(recipients("orders.eu", LOW)).containsExactlyInAnyOrder(ann, bob);
    }

    @Test
    void forgetsASubscriptionThatEnded() {
        Subscription<Named> exact = subscribe("orders.eu", ann, LOW);
        Subscription<Named> wildcard = subscribe("orders.*", ann, LOW);
        recipients("orders.eu", LOW);

        index.unsubscribe(exact);
        index.unsubscribe(wildcard);

        assertThat(recipients("orders.eu", LOW)).isEmpty();
        assertThat(index.isEmpty()).isTrue();
    }

    @Test
    void keepsTheOthersWhenOneOfManyLeaves() {
        var names = new ArrayList<Named>();
        var subscriptions = new ArrayList<Subscription<Named>>();
        for (int i = 0; i < 5; i++) {
            names.add(new Named("n" + i));
            subscriptions.add(subscribe("news", names.get(i), LOW));
        }

        index.unsubscribe(subscriptions.get(1));
        index.unsubscribe(subscriptions.get(4));

        assertThat(recipients("news", LOW))
                .containsExactlyInAnyOrder(names.get(0), names.get(2), names.get(3));
        assertThat(index.size()).isEqualTo(3);
    }

    @Test
    void remembersNoMoreChannelsThanItsBound() {
        subscribe("a.*", ann, LOW);

        for (int i = 0; i < 100; i++) recipients("a.c" + i, LOW);

        assertThat(index.cachedChannels()).isEqualTo(4);
        assertThat(recipients("a.c1", LOW)).containsExactly(ann);
    }

    private Subscription<Named> subscribe(String pattern, Named who, int leastRank) {
        return index.subscribe(new ChannelPattern(pattern), who, leastRank);
    }

    private List<Named> recipients(String channel, int rank) {
        var found = new ArrayList<Named>();
        int visited = index.forEachRecipient(new Channel(channel), rank, AT, found::add);
        assertThat(visited).isEqualTo(found.size());
        return found;
    }
}

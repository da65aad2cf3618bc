package io.eventrouter.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The index against a list of all subscriptions, searched one by one. */
class RoutingIndexPropertiesTest {
    private static final Position AT = new Position(0, 0);

    private static final int RECIPIENTS = 5;

    /** One step: subscribe, end a subscription, or look a channel up. */
    record Step(int kind, int who, String pattern, int rank, String channel) {}

    private record Wish(int who, String pattern) {}

    @Property(tries = 1_000)
    void findsExactlyWhomASearchOfAllSubscriptionsFinds(@ForAll("steps") List<Step> steps) {
        var index = new RoutingIndex<Named>(3);
        List<Named> recipients =
                IntStream.range(0, RECIPIENTS).mapToObj(i -> new Named("r" + i)).toList();
        Map<Wish, Subscription<Named>> live = new LinkedHashMap<>();
        Map<Wish, Integer> ranks = new LinkedHashMap<>();

        for (Step step : steps) {
            var wish = new Wish(step.who, step.pattern);
            Subscription<Named> held = live.get(wish);
            switch (step.kind) {
                case 0 -> {
                    if (held != null) held.admitDownTo(step.rank);
                    else
                        live.put(
                                wish,
                                index.subscribe(
                                        new ChannelPattern(step.pattern),
                                        recipients.get(step.who),
                                        step.rank));
                    ranks.put(wish, step.rank);
                }
                case 1 -> {
                    if (held != null) index.unsubscribe(live.remove(wish));
                    ranks.remove(wish);
                }
                default -> {
                    var found = new ArrayList<Named>();
                    index.forEachRecipient(new Channel(step.channel), step.rank, AT, found::add);
                    assertThat(found)
                            .doesNotHaveDuplicates()
                            .containsExactlyInAnyOrderElementsOf(
                                    naive(ranks, step).stream().map(recipients::get).toList());
                }
            }
            assertThat(index.size()).isEqualTo(live.size());
        }
        live.values().forEach(index::unsubscribe);
        assertThat(index.isEmpty()).isTrue();
    }

    private static Set<Integer> naive(Map<Wish, Integer> ranks, Step lookUp) {
        var channel = new Channel(lookUp.channel);
        return ranks.entrySet().stream()
                .filter(e -> lookUp.rank <= e.getValue())
                .filter(e -> new ChannelPattern(e.getKey().pattern).matches(channel))
                .map(e -> e.getKey().who)
                .collect(Collectors.toSet());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> channels = words(List.of("a", "b"), List.of("a", "b"));
        Arbitrary<String> patterns = words(List.of("a", "b", "*"), List.of("a", "b", "*", ">"));
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(4, 2)),
                        Arbitraries.integers().between(0, RECIPIENTS - 1),
                        patterns,
                        Arbitraries.integers().between(0, 3),
                        channels)
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    private static Arbitrary<String> words(List<String> tokens, List<String> lastTokens) {
        return Combinators.combine(
                        Arbitraries.of(tokens).list().ofMaxSize(2), Arbitraries.of(lastTokens))
                .as((first, last) -> first.isEmpty() ? last : String.join(".", first) + "." + last);
    }
}

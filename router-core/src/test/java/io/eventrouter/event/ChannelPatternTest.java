package io.eventrouter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPatternTest {

    @ParameterizedTest
    @CsvSource({
        "orders.eu, orders.eu, true",
        "orders.eu, orders.us, false",
        "orders.*, orders.eu, true",
        "orders.*, orders, false",
        "orders.*, orders.eu.42, false",
        "*.eu, orders.eu, true",
        "orders.>, orders.eu, true",
        "orders.>, orders.eu.42, true",
        "orders.>, orders, false",
        ">, orders.eu, true",
        "*, orders, true",
        "*.>, orders, false",
        "orders, orders.eu, false",
        "orders.e, orders.eu, false"
    })
    void matchesTokenByToken(String pattern, String channel, boolean matches) {
        assertThat(new ChannelPattern(pattern).matches(new Channel(channel))).isEqualTo(matches);
    }

    @Property(tries = 5_000)
    void agreesWithTheDefinition(
            @ForAll("patterns") ChannelPattern pattern, @ForAll("channels") Channel channel) {
        boolean matches = pattern.matches(channel);

        Statistics.collect(matches);
        assertThat(matches)
                .isEqualTo(isMatch(pattern.tokens(), List.of(channel.name().split("\\."))));
    }

    /** The definition, written down as it is spoken. */
    private static boolean isMatch(List<String> pattern, List<String> channel) {
        if (pattern.isEmpty()) return channel.isEmpty();
        if (channel.isEmpty()) return false;
        String first = pattern.get(0);
        if (first.equals(">")) return true;
        return (first.equals("*") || first.equals(channel.get(0)))
                && isMatch(pattern.subList(1, pattern.size()), channel.subList(1, channel.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "orders.*, orders.eu, true",
        "orders.*, orders.*, true",
        "orders.*, orders.>, false",
        "orders.>, orders.*, true",
        "orders.>, orders.>, true",
        "orders.>, orders, false",
        "*.eu, orders.*, false",
        "orders.eu, orders.eu.42, false",
        "*.>, >, false",
        ">, *.>, true"
    })
    void coversWhatItMatchesAllOf(String pattern, String other, boolean covers) {
        assertThat(new ChannelPattern(pattern).covers(new ChannelPattern(other))).isEqualTo(covers);
    }

    @Property(tries = 5_000)
    void matchesAllThatACoveredOneMatches(
            @ForAll("patterns") ChannelPattern pattern,
            @ForAll("patterns") ChannelPattern other,
            @ForAll("channels") Channel channel) {
        boolean covered = pattern.covers(other) && other.matches(channel);

        Statistics.collect(covered);
        if (covered) assertThat(pattern.matches(channel)).isTrue();
    }

    @Property
    void isExactWhenItMatchesItsOwnTextOnly(@ForAll("patterns") ChannelPattern pattern) {
        boolean wild = pattern.tokens().contains("*") || pattern.tokens().contains(">");

        assertThat(pattern.isExact()).isEqualTo(!wild);
        if (!wild) assertThat(pattern.matches(new Channel(pattern.text()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.", "a.>.b", ">.a", "a*", "**", "a.>>", "a b", "a..*", "é"})
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> new ChannelPattern(text))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("pattern");
    }

    @Provide
    Arbitrary<Channel> channels() {
        return tokens().list().ofMinSize(1).ofMaxSize(5).map(t -> new Channel(String.join(".", t)));
    }

    @Provide
    Arbitrary<ChannelPattern> patterns() {
        Arbitrary<String> inner = Arbitraries.oneOf(tokens(), Arbitraries.just("*"));
        Arbitrary<String> last = Arbitraries.oneOf(tokens(), Arbitraries.of("*", ">"));
        return Combinators.combine(inner.list().ofMaxSize(4), last)
                .as(
                        (tokens, end) ->
                                new ChannelPattern(
                                        tokens.isEmpty()
                                                ? end
                                                : String.join(".", tokens) + "." + end));
    }

    /** Few and short, one the beginning of another, so that many match and many nearly do. */
    private static Arbitrary<String> tokens() {
        return Arbitraries.of("a", "ab", "b", "-");
    }
}

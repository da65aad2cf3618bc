package io.eventrouter.gateway;

import io.eventrouter.gateway.feed.FeedStatus;
import io.eventrouter.gateway.feed.LagStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a gateway does, in words. Stateless. */
final class GatewayCondition {
    private GatewayCondition() {}

    /**
     * Such as {@code express live, shared live; lags by 2.4 s (2 workers), urgent events go first}.
     */
    static String of(List<FeedStatus> feeds, LagStatus lag) {
        String states =
                feeds.stream()
                        .map(f -> f.lane().text() + " " + word(f.state()))
                        .collect(Collectors.joining(", "));
        return lag.isLagging() ? states + "; " + text(lag) : states;
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(LagStatus lag) {
        return String.format(
                Locale.ROOT,
                "lags by %.1f s (%d workers), urgent events go first",
                lag.longestWait().toMillis() / 1e3,
                lag.lagging());
    }
}

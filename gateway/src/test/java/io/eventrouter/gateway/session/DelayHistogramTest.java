package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayHistogramTest {
    private static final String LOW = "eventrouter_gateway_delay_seconds_%s{level=\"low\"%s} %s";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SessionMeters meters = new SessionMeters(registry, PRIORITIES);
    private final ShardMeters first = new ShardMeters(meters, PRIORITIES.size());
    private final ShardMeters second = new ShardMeters(meters, PRIORITIES.size());
    private final int low = PRIORITIES.require("low").rank();

    @Test
    void showsWhatAllWorkersHaveSentByLevel() {
        meters.showTotals(List.of(first, second));

        first.sent(low, -5); // by a clock that is ahead
        first.sent(low, 1);
        second.sent(low, 2);
        second.sent(low, 60_001);
        second.sent(0, 499);

        assertThat(registry.scrape())
                .contains("# TYPE eventrouter_gateway_delay_seconds histogram")
                .contains(LOW.formatted("bucket", ",le=\"0.001\"", 2))
                .contains(LOW.formatted("bucket", ",le=\"0.002\"", 3))
                .contains(LOW.formatted("bucket", ",le=\"60.0\"", 3))
                .contains(LOW.formatted("bucket", ",le=\"+Inf\"", 4))
                .contains(LOW.formatted("count", "", 4))
                .contains(LOW.formatted("sum", "", 60.004))
                .contains("delay_seconds_bucket{level=\"critical\",le=\"0.2\"} 0")
                .contains("delay_seconds_bucket{level=\"critical\",le=\"0.5\"} 1");
    }
}

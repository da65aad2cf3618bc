package io.eventrouter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import io.eventrouter.gateway.session.DeliveryReport;
import io.eventrouter.gateway.session.DeliveryReports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecentEventsPageTest {
    private final List<String> asked = new ArrayList<>();
    private DeliveryReports known = new DeliveryReports(OptionalLong.empty(), List.of());
    private final RecentEventsPage page =
            new RecentEventsPage(
                    () -> "g1",
                    (id, source) -> {
                        asked.add(id + source.map(" of "::concat).orElse(""));
                        return CompletableFuture.completedFuture(known);
                    });

    @Test
    void tellsWhatBecameOfAnEvent() {
        var report =
                new DeliveryReport(
                        "a1",
                        "/shop",
                        new Position(7, 18),
                        "high",
                        "orders.eu",
                        0,
                        12,
                        5,
                        3,
                        Map.of("expired", 1L));
        known = new DeliveryReports(OptionalLong.of(3), List.of(report));

        String json = page.answer("a1", Map.of()).orElseThrow();

        assertThat(json)
                .isEqualTo(
                        "{\"gateway\":\"g1\",\"since\":\"1970-01-01T00:00:00.003Z\",\"events\":["
                                + "{\"id\":\"a1\",\"source\":\"/shop\",\"position\":\"7:18\","
                                + "\"priority\":\"high\",\"channel\":\"orders.eu\","
                                + "\"published\":\"1970-01-01T00:00:00Z\","
                                + "\"dispatched\":\"1970-01-01T00:00:00.012Z\","
                                + "\"sessions\":5,\"sent\":3,\"waiting\":1,"
                                + "\"dropped\":{\"expired\":1}}]}");
    }

    @Test
    void takesTheIdFromThePathOrTheQueryAndTheSourceFromTheQuery() {
        page.answer("a1", Map.of("source", "/shop"));
        page.answer("", Map.of("id", "topic:0/1"));

        assertThat(asked).containsExactly("a1 of /shop", "topic:0/1");
    }

    @Test
    void hasNothingWithoutAnId() {
        Optional<String> answer = page.answer("", Map.of());

        assertThat(answer).isEmpty();
    }
}

package io.eventrouter.gateway.console;

import java.util.List;
import java.util.Map;

/**
 * One gateway or router, as its admin port tells. Immutable.
 *
 * @param address of its admin port
 * @param state {@code ready}, {@code not ready} or {@code unreachable}
 * @param detail why, where it is not ready
 * @param checks of readiness
 * @param figures by name, those that it has
 */
record NodeView(
        String address,
        String state,
        String detail,
        List<Check> checks,
        Map<String, Double> figures) {
    /** One check of readiness. */
    record Check(String name, boolean healthy, String detail) {}

    static NodeView unreachable(String address, String detail) {
        return new NodeView(address, "unreachable", detail, List.of(), Map.of());
    }
}

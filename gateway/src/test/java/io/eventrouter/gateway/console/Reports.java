package io.eventrouter.gateway.console;

import io.eventrouter.gateway.session.SessionReport;
import java.util.OptionalLong;

/** Sessions for tests. Stateless. */
final class Reports {
    private Reports() {}

    /** One with so many bytes waiting, of a client that is known. */
    static SessionReport waiting(String id, long bytes) {
        return new SessionReport(
                id,
                "10.0.0.1",
                "ann",
                false,
                false,
                1,
                bytes == 0 ? 0 : 1,
                bytes,
                bytes == 0 ? OptionalLong.empty() : OptionalLong.of(1_200),
                OptionalLong.empty(),
                0,
                0);
    }
}

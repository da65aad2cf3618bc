package io.eventrouter.gateway.socket;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The file descriptors of this process, one of which each connection takes. Stateless. */
final class Descriptors {
    /** For Kafka, the admin port, files, and clients that are still to be told that all is full. */
    private static final long MOST_RESERVED = 1_000;

    private Descriptors() {}

    /** How many the process may have; 0 when that is not known or not limited. */
    static long limit() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os))
            return 0;
        long limit = os.getMaxFileDescriptorCount();
        return limit > 0 && limit < Integer.MAX_VALUE ? limit : 0;
    }

    /** How many of them are kept for other things than sessions. */
    static long reserve(long limit) {
        return Math.min(MOST_RESERVED, limit / 10);
    }
}

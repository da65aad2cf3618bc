package io.eventrouter.config;

/**
 * How many sessions a gateway takes, and how fast. For each, 0 is no limit of its own.
 *
 * @param sessions of the whole gateway, 0 to 10,000,000; 0 for what the limit of file descriptors
 *     allows
 * @param perAddress of one client address, 0 to 10,000,000
 * @param perUser of one user, as the token names it, 0 to 10,000,000
 * @param perSecond new ones each second, on average, 0 to 1,000,000; a burst of one second's worth
 *     passes
 */
public record AdmissionSettings(int sessions, int perAddress, int perUser, int perSecond) {
    private static final int MOST = 10_000_000;

    public AdmissionSettings {
        Ranges.within("gateway.max-sessions", sessions, 0, MOST);
        Ranges.within("gateway.max-sessions-per-address", perAddress, 0, MOST);
        Ranges.within("gateway.max-sessions-per-user", perUser, 0, MOST);
        Ranges.within("gateway.sessions-per-second", perSecond, 0, 1_000_000);
    }
}

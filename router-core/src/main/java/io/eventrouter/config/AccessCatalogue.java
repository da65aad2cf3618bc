package io.eventrouter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of what clients may: publish, resume, and connect at all. A part of {@link
 * SettingCatalogue}.
 */
final class AccessCatalogue {
    private static final SettingList LIST = new SettingList();

    static final Setting<PublishMode> PUBLISH_ENABLED =
            LIST.add(
                    "publish.enabled",
                    "mode",
                    "auto",
                    "Whose events the gateway takes, over the socket and by POST /events: auto, of"
                            + " those whose token allows it, and without keys of anyone where"
                            + " gateway.host is a loopback address; true, without keys of anyone"
                            + " who can connect; false, of nobody.",
                    false,
                    PublishMode::parse);

    static final Setting<Duration> PUBLISH_TIMEOUT =
            LIST.duration(
                    "publish.timeout",
                    "10s",
                    "How long a client that publishes waits for Kafka's acknowledgement before it is"
                            + " answered 503, or unavailable. 1s-5m.");

    static final Setting<Duration> PUBLISH_BODY_TIMEOUT =
            LIST.duration(
                    "publish.body-timeout",
                    "5s",
                    "How long the body of POST /events may take to arrive before it is answered"
                            + " 408. 100ms-1m.");

    static final Setting<Integer> PUBLISH_IN_FLIGHT_EVENTS =
            LIST.integer(
                    "publish.in-flight-events",
                    "4096",
                    "Events of all clients that Kafka has not acknowledged yet; more are answered"
                            + " 503, or unavailable. 1-1000000.");

    static final Setting<Long> PUBLISH_IN_FLIGHT_BYTES =
            LIST.size(
                    "publish.in-flight-bytes",
                    "16MiB",
                    "The same in bytes, with the bodies that are arriving. Keep it below the"
                            + " producer's buffer (kafka.client.buffer.memory, 32 MiB unless set)."
                            + " 256KiB-4GiB, and at least three times event.max-bytes and 1KiB.");

    static final Setting<Integer> PUBLISH_EVENTS_PER_SECOND =
            LIST.integer(
                    "publish.events-per-second",
                    "100",
                    "Events that one user may publish each second at each level, on average, or one"
                            + " address where nobody has a token; four seconds' worth at once passes,"
                            + " more are answered 429, or rate. 0 for any number. 0-1000000.");

    static final Setting<Secret> CURSOR_KEY =
            LIST.add(
                    "cursor.key",
                    "text",
                    "",
                    "The key that signs cursors, 16 characters or more; the same on all gateways,"
                            + " or a session can resume on its own gateway only. Empty: a new one"
                            + " at each start.",
                    true,
                    Secret::new);

    static final Setting<AuthMode> AUTH_MODE =
            LIST.add(
                    "auth.mode",
                    "mode",
                    "auto",
                    "auto: with keys, every client has to show a token; without, the gateway listens"
                            + " on this machine only and asks nobody. open: without keys, on any"
                            + " address, for everybody who can reach it; for those with a proxy in"
                            + " front that knows its users.",
                    false,
                    AuthMode::parse);

    static final Setting<Secret> AUTH_HMAC_SECRET =
            LIST.add(
                    "auth.hmac-secret",
                    "text",
                    "",
                    "Checks tokens with HS256: 32 bytes or more, at random. Whoever knows it can"
                            + " make tokens. Empty for none.",
                    true,
                    Secret::new);

    static final Setting<Optional<Path>> AUTH_PUBLIC_KEY_FILE =
            LIST.add(
                    "auth.public-key-file",
                    "path",
                    "",
                    "A PEM file with public keys, which check tokens with RS256 (RSA of 2048 bits or"
                            + " more) and ES256 (EC on P-256). Empty for none.",
                    false,
                    AuthSettings::parsePath);

    static final Setting<Optional<String>> AUTH_JWKS =
            LIST.add(
                    "auth.jwks",
                    "text",
                    "",
                    "A JSON Web Key Set with public keys: an https or http URL, as identity providers"
                            + " have it, or a file. Read again in time, so that keys can change."
                            + " Empty for none.",
                    false,
                    AuthSettings::parseJwks);

    static final Setting<Duration> AUTH_JWKS_REFRESH =
            LIST.duration(
                    "auth.jwks-refresh",
                    "5m",
                    "How often auth.jwks is read again; a token with a key that is not known makes it"
                            + " sooner, once in 5 s at most. 5s-1d.");

    static final Setting<String> AUTH_ISSUER =
            LIST.text("auth.issuer", "", "What the claim iss must be. Empty for anything.");

    static final Setting<String> AUTH_AUDIENCE =
            LIST.text("auth.audience", "", "What the claim aud must name. Empty for anything.");

    static final Setting<Duration> AUTH_CLOCK_SKEW =
            LIST.duration(
                    "auth.clock-skew",
                    "30s",
                    "How far ahead of this machine's clock the issuer's may be: for nbf and iat. A"
                            + " token ends at its exp to the second. 0s-5m.");

    static final Setting<List<String>> AUTH_ORIGINS =
            LIST.add(
                    "auth.origins",
                    "origins",
                    AuthSettings.SAME_ORIGIN,
                    "From where pages in browsers may connect, joined by commas: same-origin for the"
                            + " gateway's own, and origins such as https://app.example.com, which"
                            + " must match exactly. Clients that are no browser send no origin, and"
                            + " are not asked for one.",
                    false,
                    AckSettings::names);

    static final Setting<Optional<Path>> AUTH_REVOCATION_FILE =
            LIST.add(
                    "auth.revocation-file",
                    "path",
                    "",
                    "A file of tokens and users that are let in no more, read again within a second"
                            + " when it changes. Empty for none.",
                    false,
                    AuthSettings::parsePath);

    static final Setting<Duration> AUTH_DEADLINE =
            LIST.duration(
                    "auth.deadline",
                    "8s",
                    "How long a client that connected without a token has to send one. 1s-1m.");

    private AccessCatalogue() {}

    /** All of them, in the order of the reference. */
    static List<Setting<?>> all() {
        return LIST.all();
    }
}

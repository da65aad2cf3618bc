package io.eventrouter.gateway.auth;

import io.eventrouter.config.AuthMode;
import io.eventrouter.config.AuthSettings;
import io.eventrouter.config.InvalidSettingException;
import io.eventrouter.event.Priorities;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's authentication, as its settings have it. Start and close are for one thread, the rest
 * for any.
 */
public final class Authentication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

    private final Gatekeeper gatekeeper;
    private final Origins origins;
    private final AuthMeters meters;
    private final Optional<KeyRefresh> refresh;
    private final Optional<RevocationWatch> revocations;

    private Authentication(
            Gatekeeper gatekeeper,
            Origins origins,
            AuthMeters meters,
            Optional<KeyRefresh> refresh,
            Optional<RevocationWatch> revocations) {
        this.gatekeeper = gatekeeper;
        this.origins = origins;
        this.meters = meters;
        this.refresh = refresh;
        this.revocations = revocations;
        meters.show(refresh);
        meters.showRevoked(revocations);
    }

    /**
     * Reads keys and what is revoked from their files; touches no network yet.
     *
     * @param host where the gateway is to listen
     * @throws InvalidSettingException when a file cannot be used, or when everybody could connect
     *     from anywhere and nobody said that this is meant
     */
    public static Authentication of(
            AuthSettings settings, String host, Priorities priorities, MeterRegistry registry) {
        return settings.hasKeys()
                ? withKeys(settings, priorities, registry)
                : open(settings, host, registry);
    }

    private static Authentication open(AuthSettings settings, String host, MeterRegistry registry) {
        requireMeant(settings, host);
        if (settings.mode() == AuthMode.OPEN)
            LOG.atWarn()
                    .addKeyValue("host", host)
                    .log(
                            "auth.mode is open: whoever reaches this port may read all events, and"
                                    + " publish where publish.enabled=true. Keep it behind a proxy"
                                    + " that knows its users");
        if (settings.revocationFile().isPresent())
            LOG.warn("auth.revocation-file is of no use without keys: nobody shows a token");
        return new Authentication(
                Gatekeeper.OPEN,
                new Origins(
                        settings.origins(),
                        settings.mode() == AuthMode.OPEN
                                ? Origins.Names.SAFE
                                : Origins.Names.THIS_MACHINE),
                new AuthMeters(registry),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Refuses to let everybody in from anywhere where nobody said that this is meant.
     *
     * @param host where the gateway is to listen
     */
    public static void requireMeant(AuthSettings settings, String host) {
        if (settings.hasKeys() || settings.mode() == AuthMode.OPEN || HostNames.isLoopback(host))
            return;
        throw new InvalidSettingException(
                "gateway.host",
                host,
                "without keys everybody could read all events, so only this machine is listened"
                        + " to (127.0.0.1). Set auth.jwks, auth.public-key-file or"
                        + " auth.hmac-secret, or auth.mode=open where a proxy in front knows its"
                        + " users; see docs/security.md");
    }

    private static Authentication withKeys(
            AuthSettings settings, Priorities priorities, MeterRegistry registry) {
        Optional<KeyRefresh> refresh =
                KeySource.of(settings).map(source -> new KeyRefresh(source, System::nanoTime));
        Optional<RevocationWatch> revocations = settings.revocationFile().map(RevocationWatch::new);
        var keys = new Keys(ownKeys(settings), firstKeySet(settings), refresh.isPresent());
        var clock = InstantSource.system();
        var gatekeeper =
                new TokenGatekeeper(
                        keys,
                        claims(settings, priorities, clock),
                        clock,
                        () -> revocations.map(RevocationWatch::current).orElse(Revocations.NONE),
                        keyId -> refresh.map(r -> r.ask(keyId)).orElse(false));
        refresh.ifPresent(r -> r.tell(set -> gatekeeper.take(keys.with(set))));
        warnOfPlainHttp(settings);
        return new Authentication(
                gatekeeper,
                new Origins(settings.origins(), Origins.Names.ANY),
                new AuthMeters(registry),
                refresh,
                revocations);
    }

    private static ClaimsReader claims(
            AuthSettings settings, Priorities priorities, InstantSource clock) {
        return new ClaimsReader(
                priorities, settings.issuer(), settings.audience(), settings.clockSkew(), clock);
    }

    private static void warnOfPlainHttp(AuthSettings settings) {
        Optional<URI> url = settings.jwksUrl();
        if (url.isEmpty() || url.get().getScheme().equals("https")) return;
        if (!HostNames.isLoopback(url.get().getHost()))
            LOG.atWarn()
                    .addKeyValue("host", url.get().getHost())
                    .log(
                            "auth.jwks is read without encryption: whoever can change what comes"
                                    + " from there can make tokens");
    }

    private static List<VerifyingKey> ownKeys(AuthSettings settings) {
        var keys = new ArrayList<VerifyingKey>();
        if (!settings.hmacSecret().isEmpty())
            keys.add(VerifyingKey.ofSecret(settings.hmacSecret().value()));
        settings.publicKeyFile()
                .ifPresent(file -> keys.addAll(PemKeys.read("auth.public-key-file", file)));
        return keys;
    }

    /** A file is read before the start: one that cannot be used is a slip of the operator. */
    private static KeySet firstKeySet(AuthSettings settings) {
        if (settings.jwksFile().isEmpty()) return KeySet.EMPTY;
        var file = settings.jwksFile().get();
        try {
            KeySet read = KeySet.parse(Files.readString(file));
            if (read.isEmpty()) throw new IllegalArgumentException(KeySet.NO_KEY);
            return read;
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "auth.jwks", file, "the file cannot be read: " + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("auth.jwks", file, e.getMessage());
        }
    }

    /** Begins to read keys and what is revoked again and again. */
    public void start() {
        refresh.ifPresent(KeyRefresh::start);
        revocations.ifPresent(RevocationWatch::start);
    }

    @Override
    public void close() {
        refresh.ifPresent(KeyRefresh::close);
        revocations.ifPresent(RevocationWatch::close);
    }

    public Gatekeeper gatekeeper() {
        return gatekeeper;
    }

    public Origins origins() {
        return origins;
    }

    public AuthMeters meters() {
        return meters;
    }

    /** Why clients with good tokens would be turned away now; empty when they would not. */
    public Optional<String> notReady() {
        return refresh.filter(r -> !r.isReady()).map(KeyRefresh::problem);
    }
}

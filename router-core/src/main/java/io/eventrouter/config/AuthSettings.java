package io.eventrouter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may connect.
 *
 * @param mode what holds without keys
 * @param hmacSecret checks HS256; 32 bytes or more, empty for none
 * @param publicKeyFile of PEM, checks RS256 and ES256
 * @param jwks a key set: a URL with http or https, or a file
 * @param jwksRefresh how often that is read again, 5 s to 1 d
 * @param issuer what {@code iss} must be; empty for anything
 * @param audience what {@code aud} must name; empty for anything
 * @param clockSkew how far ahead of this clock the issuer's may be, 0 to 5 min
 * @param origins from which pages may connect: {@value #SAME_ORIGIN}, or SCHEME://HOST[:PORT]
 * @param revocationFile what is revoked
 * @param deadline for the first token, 1 s to 1 min after connecting without one
 */
public record AuthSettings(
        AuthMode mode,
        Secret hmacSecret,
        Optional<Path> publicKeyFile,
        Optional<String> jwks,
        Duration jwksRefresh,
        String issuer,
        String audience,
        Duration clockSkew,
        List<String> origins,
        Optional<Path> revocationFile,
        Duration deadline) {
    /** The entry of {@code auth.origins} for pages that come from the gateway itself. */
    public static final String SAME_ORIGIN = "same-origin";

    private static final int LEAST_SECRET_BYTES = 32;

    public AuthSettings {
        origins = List.copyOf(origins);
        int secretBytes = hmacSecret.value().getBytes(StandardCharsets.UTF_8).length;
        if (secretBytes > 0 && secretBytes < LEAST_SECRET_BYTES)
            throw new InvalidSettingException(
                    "auth.hmac-secret",
                    hmacSecret,
                    LEAST_SECRET_BYTES + " bytes or more are needed; make it at random");
        Ranges.within("auth.jwks-refresh", jwksRefresh, Duration.ofSeconds(5), Duration.ofDays(1));
        Ranges.within("auth.clock-skew", clockSkew, Duration.ZERO, Duration.ofMinutes(5));
        Ranges.within("auth.deadline", deadline, Duration.ofSeconds(1), Duration.ofMinutes(1));
        origins.forEach(AuthSettings::checkOrigin);
        boolean keys = !hmacSecret.isEmpty() || publicKeyFile.isPresent() || jwks.isPresent();
        if (mode == AuthMode.OPEN && keys)
            throw new InvalidSettingException(
                    "auth.mode",
                    "open",
                    "there are keys, so tokens are asked for; leave out the keys, or auth.mode");
    }

    private static void checkOrigin(String origin) {
        if (!origin.equals(SAME_ORIGIN) && !isOrigin(origin))
            throw new InvalidSettingException(
                    "auth.origins",
                    origin,
                    SAME_ORIGIN
                            + ", or an origin such as https://app.example.com or"
                            + " http://localhost:3000 is allowed, without a path or wildcards");
    }

    private static boolean isOrigin(String text) {
        try {
            var uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it can check tokens, and so asks for them. */
    public boolean hasKeys() {
        return !hmacSecret.isEmpty() || publicKeyFile.isPresent() || jwks.isPresent();
    }

    /** The key set's address, where it has one. */
    public Optional<URI> jwksUrl() {
        return jwks.filter(AuthSettings::isUrl).map(URI::create);
    }

    /** The key set's file, where it is one. */
    public Optional<Path> jwksFile() {
        return jwks.filter(j -> !isUrl(j)).map(Path::of);
    }

    private static boolean isUrl(String jwks) {
        return jwks.startsWith("https://") || jwks.startsWith("http://");
    }

    /** Reads a URL or a path; nothing for none. */
    static Optional<String> parseJwks(String text) {
        String jwks = text.strip();
        if (!isUrl(jwks)) return parsePath(jwks).map(Path::toString);
        try {
            if (new URI(jwks).getHost() != null) return Optional.of(jwks);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a URL or a path is allowed: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("a URL with a host, or a path is allowed");
    }

    /** Reads a path; nothing for none. */
    static Optional<Path> parsePath(String text) {
        if (text.isBlank()) return Optional.empty();
        Path path = ValueText.path(text);
        if (path.toString().isEmpty()) throw new IllegalArgumentException("a path is allowed");
        return Optional.of(path);
    }
}

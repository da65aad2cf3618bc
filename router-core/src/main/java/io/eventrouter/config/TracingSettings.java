package io.eventrouter.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where spans go, and which events have them.
 *
 * @param endpoint where OTLP over HTTP is taken; empty for no spans
 * @param sample the part of events without a trace context that get one, 0 to 1
 * @param headers sent with spans, as {@code NAME=VALUE} joined by commas
 * @param service what the process calls itself
 */
public record TracingSettings(
        Optional<URI> endpoint, double sample, Secret headers, String service) {
    private static final String USUAL_PATH = "/v1/traces";
    private static final String ADDRESS =
            "http://HOST:PORT or https://HOST:PORT is allowed, with a path or without; what is secret"
                    + " goes into tracing.headers";
    private static final String HEADERS = "NAME=VALUE is allowed, joined by commas";

    /** Name and value as HTTP has them, in ASCII. */
    private static final Pattern HEADER =
            Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]{1,100})=([\\x21-\\x7e][\\x20-\\x7e]*)");

    /** What the HTTP client sets by itself, and lets nobody else set. */
    private static final Set<String> CLIENTS_OWN =
            Set.of(
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "transfer-encoding",
                    "upgrade");

    public TracingSettings {
        endpoint.ifPresent(TracingSettings::requireWeb);
        Ranges.within("tracing.sample", sample, 0, 1);
        headersOf(headers);
        if (!service.matches("[^\\p{Cntrl}]{1,255}"))
            throw new InvalidSettingException(
                    "tracing.service", '"' + service + '"', "1 to 255 characters are allowed");
    }

    /** Whether any span is made. */
    public boolean isOn() {
        return endpoint.isPresent();
    }

    /** The endpoint, with the path that OTLP has where it names none. */
    public URI address() {
        URI base = endpoint.orElseThrow();
        boolean bare = base.getRawPath() == null || base.getRawPath().length() <= 1;
        return bare ? base.resolve(USUAL_PATH) : base;
    }

    /** The headers by name. */
    public Map<String, String> headersByName() {
        return headersOf(headers);
    }

    static Optional<URI> parseEndpoint(String text) {
        if (text.isBlank()) return Optional.empty();
        try {
            return Optional.of(URI.create(text.trim()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(ADDRESS, e);
        }
    }

    private static void requireWeb(URI endpoint) {
        boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        boolean plain =
                endpoint.getRawUserInfo() == null
                        && endpoint.getRawQuery() == null
                        && endpoint.getRawFragment() == null;
        boolean port = endpoint.getPort() != 0 && endpoint.getPort() <= 65_535;
        if (!web || !port || endpoint.getHost() == null || !plain)
            throw new InvalidSettingException(
                    "tracing.endpoint", plain ? endpoint : "(more than an address)", ADDRESS);
    }

    private static Map<String, String> headersOf(Secret secret) {
        var headers = new LinkedHashMap<String, String>();
        if (secret.value().isBlank()) return headers;
        for (String part : secret.value().split(",", -1)) {
            var header = HEADER.matcher(part.trim());
            if (!header.matches()) throw badHeaders(HEADERS);
            String name = header.group(1).toLowerCase(Locale.ROOT);
            if (CLIENTS_OWN.contains(name))
                throw badHeaders("not " + name + ", which is set already");
            if (headers.put(name, header.group(2)) != null) throw badHeaders("each name once");
        }
        return headers;
    }

    private static InvalidSettingException badHeaders(String allowed) {
        return new InvalidSettingException("tracing.headers", "(secret)", allowed);
    }
}

package io.eventrouter.gateway.socket;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Which web pages may publish over HTTP: those of the origins that are allowed. A browser asks
 * first (a preflight), and a request of any other page is refused even so: a gateway without keys
 * must not take events of whatever page its developer has open. What has no {@code Origin} is no
 * page. Immutable.
 */
final class CrossOrigin {
    private static final Set<String> HEADERS =
            Set.of("content-type", "authorization", "traceparent", "tracestate");
    static final String METHODS = "POST, OPTIONS";
    private static final String REMEMBER_SECONDS = "600";

    private final BiPredicate<String, String> allowed;

    /**
     * @param allowed whether a page of that origin may, by what the header {@code Host} says
     */
    CrossOrigin(BiPredicate<String, String> allowed) {
        this.allowed = allowed;
    }

    /** Whether the request may be answered at all. */
    boolean admits(HttpFields headers) {
        List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
        if (origins.isEmpty()) return true;
        String host = headers.get(HttpHeader.HOST);
        return origins.size() == 1 && host != null && allowed.test(origins.get(0), host);
    }

    /** Of an admitted request. */
    Answer preflight(HttpFields headers) {
        Answer answer = Answer.text(204, "").with("Allow", METHODS);
        if (!headers.contains(HttpHeader.ORIGIN)) return answer;
        return readable(
                answer.with("Access-Control-Allow-Methods", METHODS)
                        .with("Access-Control-Allow-Headers", allowedHeaders(headers))
                        .with("Access-Control-Max-Age", REMEMBER_SECONDS),
                headers);
    }

    private static String allowedHeaders(HttpFields headers) {
        return String.join(
                ", ",
                headers.getCSV(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS, false).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(CrossOrigin::isAllowed)
                        .toList());
    }

    private static boolean isAllowed(String header) {
        return HEADERS.contains(header)
                || (header.startsWith(HeaderAttributes.PREFIX)
                        && header.substring(HeaderAttributes.PREFIX.length())
                                .matches("[a-z0-9]{1,64}"));
    }

    /** The same, so that the page can read it. */
    Answer readable(Answer answer, HttpFields headers) {
        String origin = headers.get(HttpHeader.ORIGIN);
        if (origin == null || !admits(headers)) return answer;
        return answer.with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Expose-Headers", "Retry-After")
                .with("Vary", "Origin");
    }
}

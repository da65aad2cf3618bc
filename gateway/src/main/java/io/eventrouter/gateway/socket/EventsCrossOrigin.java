package io.eventrouter.gateway.socket;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Which web pages may publish over HTTP: those of the origins that are allowed. A browser asks
 * first (a preflight), and a request of any other page is refused even so: a gateway without keys
 * must not take events of whatever page its developer has open. What has no {@code Origin} is no
 * page. Immutable.
 */
final class EventsCrossOrigin {
    private static final Set<String> HEADERS =
            Set.of("content-type", "authorization", "traceparent", "tracestate");
    static final String METHODS = "POST, OPTIONS";
    private static final String REMEMBER_SECONDS = "600";

    private final Predicate<Request> allowed;

    /**
     * @param allowed whether the request's origin may; one without is of no page, and may
     */
    EventsCrossOrigin(Predicate<Request> allowed) {
        this.allowed = allowed;
    }

    /** Whether the request may be answered at all. */
    boolean admits(Request request) {
        return allowed.test(request);
    }

    /** Of an admitted request. */
    Answer preflight(Request request) {
        HttpFields headers = request.getHeaders();
        Answer answer = Answer.text(204, "").with("Allow", METHODS);
        if (!headers.contains(HttpHeader.ORIGIN)) return answer;
        return readable(
                answer.with("Access-Control-Allow-Methods", METHODS)
                        .with("Access-Control-Allow-Headers", allowedHeaders(headers))
                        .with("Access-Control-Max-Age", REMEMBER_SECONDS),
                request);
    }

    private static String allowedHeaders(HttpFields headers) {
        return String.join(
                ", ",
                headers.getCSV(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS, false).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(EventsCrossOrigin::isAllowed)
                        .toList());
    }

    private static boolean isAllowed(String header) {
        return HEADERS.contains(header)
                || (header.startsWith(HeaderAttributes.PREFIX)
                        && header.substring(HeaderAttributes.PREFIX.length())
                                .matches("[a-z0-9]{1,64}"));
    }

    /** The same, so that the page can read it. */
    Answer readable(Answer answer, Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || !admits(request)) return answer;
        return answer.with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Expose-Headers", "Retry-After")
                .with("Vary", "Origin");
    }
}

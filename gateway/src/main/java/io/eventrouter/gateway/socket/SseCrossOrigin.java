package io.eventrouter.gateway.socket;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;

/**
 * What lets pages of other origins read the answers about event streams (CORS). It allows all:
 * {@link RequestIdentity} answers those that may not with 403, and no cookie is ever looked at.
 * Stateless.
 */
final class SseCrossOrigin {
    private static final String METHODS = "GET, HEAD";

    private SseCrossOrigin() {}

    /** The page may read the response, whatever its status. */
    static void allow(Response response) {
        HttpFields.Mutable head = response.getHeaders();
        head.put("Access-Control-Allow-Origin", "*");
        head.put("Access-Control-Expose-Headers", "Retry-After");
    }

    /** What a browser asks before it sends a request with headers of the page's own. */
    static Answer preflight() {
        return Answer.text(200, METHODS + " are allowed")
                .with("Allow", METHODS + ", OPTIONS")
                .with("Access-Control-Allow-Methods", METHODS)
                .with("Access-Control-Allow-Headers", "Authorization, Cache-Control, Last-Event-ID")
                .with("Access-Control-Max-Age", "600");
    }
}

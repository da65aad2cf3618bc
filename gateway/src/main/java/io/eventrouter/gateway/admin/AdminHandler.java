package io.eventrouter.gateway.admin;

import io.eventrouter.gateway.auth.HostNames;
import io.eventrouter.gateway.socket.Answer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers the admin port. Thread-safe: it holds only what is. */
final class AdminHandler extends Handler.Abstract {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS =
            "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final String NAMES = "/metrics, /health/live, /health/ready";

    private final PrometheusMeterRegistry metrics;
    private final HealthChecks checks;
    private final AdminPages pages;
    private final boolean forThisMachineOnly;

    /**
     * @param forThisMachineOnly whether it may be called by names of this machine only: a page in a
     *     browser could reach it by a name of its own that was made to lead here
     */
    AdminHandler(
            PrometheusMeterRegistry metrics,
            HealthChecks checks,
            AdminPages pages,
            boolean forThisMachineOnly) {
        this.pages = pages;
        this.forThisMachineOnly = forThisMachineOnly;
        this.metrics = metrics;
        this.checks = checks;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        answer(request).send(response, callback);
        return true;
    }

    private Answer answer(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (forThisMachineOnly && host != null && !HostNames.isThisMachine(host))
            return Answer.text(403, "Host: admin.host is this machine's, call it localhost");
        String method = request.getMethod();
        if (HttpMethod.POST.is(method) || HttpMethod.DELETE.is(method)) return act(request);
        if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) return notAllowed();
        return switch (String.valueOf(request.getHttpURI().getPath())) {
            case "/metrics" -> metrics(request.getHeaders().get(HttpHeader.ACCEPT));
            case "/health/live" -> health(checks.live());
            case "/health/ready" -> health(checks.ready());
            default -> page(request);
        };
    }

    private static Answer notAllowed() {
        return Answer.text(405, "GET and HEAD are allowed").with("Allow", "GET, HEAD");
    }

    /** Web pages may not: a browser that can reach this port would do it for any of them. */
    private Answer act(Request request) {
        String path = request.getHttpURI().getDecodedPath();
        if (!pages.acts(path)) return notAllowed();
        if (request.getHeaders().contains(HttpHeader.ORIGIN))
            return Answer.text(403, "this is not for web pages");
        return pages.act(path)
                .map(json -> Answer.json(200, json))
                .orElseGet(() -> Answer.text(404, "there is nothing of that name"));
    }

    private Answer page(Request request) {
        var query = new HashMap<String, String>();
        Request.extractQueryParameters(request)
                .forEach(field -> query.putIfAbsent(field.getName(), field.getValue()));
        return pages.answer(request.getHttpURI().getDecodedPath(), query)
                .map(json -> Answer.json(200, json))
                .orElseGet(() -> Answer.text(404, "There are " + NAMES + pages.names()));
    }

    private Answer metrics(String accept) {
        boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
        String type = openMetrics ? OPEN_METRICS : PROMETHEUS_TEXT;
        return Answer.of(200, type, metrics.scrape(type));
    }

    private static Answer health(Map<String, Health> found) {
        boolean healthy = found.values().stream().allMatch(Health::healthy);
        return Answer.json(healthy ? 200 : 503, HealthJson.of(healthy, found));
    }
}

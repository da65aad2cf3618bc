package io.eventrouter.gateway.socket;

import io.eventrouter.wire.UncheckedEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * In which form a request brings an event (CloudEvents HTTP binding 1.0), by its headers:
 * structured, where its content type is that of one event in JSON; binary, where the attributes are
 * headers. Several events at once, other formats and compressed bodies are not taken. Immutable.
 */
final class EventForm {
    static final String STRUCTURED = "application/cloudevents+json";

    private static final String ANY_STRUCTURED = "application/cloudevents";
    private static final String VERSION = HeaderAttributes.PREFIX + "specversion";
    private static final Pattern CHARSET =
            Pattern.compile(".*;\\s*charset=\"?+(?!utf-8\"?\\s*(;|$)).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}[ -~]{0,400}");
    private static final Pattern TRACE_STATE = Pattern.compile("[ -~]{1,512}");

    private final HttpFields headers;
    private final boolean structured;

    private EventForm(HttpFields headers, boolean structured) {
        this.headers = headers;
        this.structured = structured;
    }

    /** Why the request has an event in no form that is taken; empty when it has. */
    static Optional<String> fault(HttpFields headers) {
        List<String> encodings = headers.getCSV(HttpHeader.CONTENT_ENCODING, false);
        if (!encodings.stream().allMatch("identity"::equalsIgnoreCase))
            return Optional.of("send the body as it is, not compressed");
        String type = contentType(headers);
        if (isStructured(type) && CHARSET.matcher(type).matches())
            return Optional.of("JSON has no charset but UTF-8");
        if (type.startsWith(ANY_STRUCTURED) && !isStructured(type))
            return Optional.of("one event in JSON is taken: " + STRUCTURED);
        if (!isStructured(type) && !headers.contains(VERSION))
            return Optional.of("send " + STRUCTURED + ", or the headers ce-specversion, ce-id, …");
        return Optional.empty();
    }

    /** Of a request without such a fault. */
    static EventForm of(HttpFields headers) {
        return new EventForm(headers, isStructured(contentType(headers)));
    }

    private static String contentType(HttpFields headers) {
        String type = headers.get(HttpHeader.CONTENT_TYPE);
        return type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isStructured(String type) {
        return type.split(";", 2)[0].strip().equals(STRUCTURED);
    }

    /**
     * The event.
     *
     * @throws io.eventrouter.event.InvalidEventException when it is none
     */
    UncheckedEvent read(byte[] body) {
        UncheckedEvent event = structured ? UncheckedEvent.structured(body) : binary(body);
        return traced(event);
    }

    private UncheckedEvent binary(byte[] body) {
        Map<String, String> attributes = HeaderAttributes.of(headers);
        Optional<String> type = Optional.ofNullable(headers.get(HttpHeader.CONTENT_TYPE));
        boolean without = body.length == 0 && type.isEmpty();
        return UncheckedEvent.binary(attributes, type, without ? null : body);
    }

    /** A request's trace is its event's, where that has none. One that is none is ignored. */
    private UncheckedEvent traced(UncheckedEvent event) {
        String trace = headers.get("traceparent");
        if (trace == null || !TRACE.matcher(trace).matches()) return event;
        if (event.attribute("traceparent").isPresent()) return event;
        UncheckedEvent traced = event.withDefault("traceparent", trace);
        String state = headers.get("tracestate");
        return state != null && TRACE_STATE.matcher(state).matches()
                ? traced.withDefault("tracestate", state)
                : traced;
    }
}

package io.eventrouter.gateway.socket;

import static java.util.Map.entry;

import io.eventrouter.event.Priorities;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The pages that the gateway serves, from {@code /web/} on the class path, and the library that
 * they draw charts with, from its WebJar. There is a list of them, and nothing that is not on it
 * can be asked for. Immutable.
 */
final class WebPages {
    /** Nothing from elsewhere, no inline script, no frame around it. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    /** Stands in a page where it says whether this gateway takes events. */
    private static final String PUBLISHES = "@publishes@";

    /** Stands in a page where the options for its levels go; a level's name needs no escape. */
    private static final String LEVELS = "<!--levels-->";

    private static final Map<String, String> FILES =
            Map.ofEntries(
                    entry("/", "console/console.html"),
                    entry("/console/console.css", "console/console.css"),
                    entry("/console/main.js", "console/main.js"),
                    entry("/console/charts.js", "console/charts.js"),
                    entry("/console/events.js", "console/events.js"),
                    entry("/console/figures.js", "console/figures.js"),
                    entry("/console/letters.js", "console/letters.js"),
                    entry("/console/orders.js", "console/orders.js"),
                    entry("/console/page.js", "console/page.js"),
                    entry("/console/publish.js", "console/publish.js"),
                    entry("/console/replay.js", "console/replay.js"),
                    entry("/console/sessions.js", "console/sessions.js"),
                    entry("/console/token.js", "console/token.js"),
                    entry("/favicon.svg", "favicon.svg"),
                    entry("/client/event-router.js", "client/event-router.js"),
                    entry("/client/event-router.d.ts", "client/event-router.d.ts"));

    /** What is below it may be used by pages of any origin: it holds nothing but the program. */
    private static final String FOR_ALL = "/client/";

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "ts", "text/plain; charset=utf-8",
                    "svg", "image/svg+xml");

    /** For what has its version in its path. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Map<String, Answer> pages;

    private WebPages(Map<String, Answer> pages) {
        this.pages = Map.copyOf(pages);
    }

    /**
     * Reads the pages, and writes the levels into them.
     *
     * @param priorities offered as least priority, the most urgent first
     * @param publishes whether the form that publishes is shown
     */
    static WebPages load(Priorities priorities, boolean publishes) {
        var charts = WebLibrary.find("uplot", "uPlot.iife.min.js", "uPlot.min.css");
        Map<String, Answer> pages = new HashMap<>();
        FILES.forEach(
                (path, file) -> {
                    String text = text("/web/" + file);
                    pages.put(
                            path,
                            path.startsWith(FOR_ALL)
                                    ? forAll(page(file, text))
                                    : page(file, charts.link(filled(text, priorities, publishes))));
                });
        charts.files().forEach((path, file) -> pages.put(path, kept(page(file, text(file)))));
        return new WebPages(pages);
    }

    private static String filled(String page, Priorities priorities, boolean publishes) {
        String levels =
                priorities.all().stream()
                        .map(p -> "<option>" + p.name() + "</option>")
                        .collect(Collectors.joining());
        return page.replace(LEVELS, levels).replace(PUBLISHES, publishes ? "yes" : "no");
    }

    /** The page at that path, or 304 for a browser that has it already; empty if there is none. */
    Optional<Answer> find(String path, HttpFields headers) {
        return Optional.ofNullable(pages.get(path)).map(page -> unlessKnown(page, headers));
    }

    private static Answer unlessKnown(Answer page, HttpFields headers) {
        String known = headers.get(HttpHeader.IF_NONE_MATCH);
        return page.headers().get("ETag").equals(known)
                ? new Answer(304, page.headers(), NOTHING)
                : page;
    }

    private static Answer kept(Answer page) {
        return page.with("Cache-Control", FOR_EVER);
    }

    private static Answer forAll(Answer page) {
        return page.with("Access-Control-Allow-Origin", "*")
                .with("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private static Answer page(String file, String text) {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new Answer(
                200,
                Map.of(
                        "Content-Type", type,
                        "Cache-Control", "no-cache",
                        "ETag", entityTag(content),
                        "Content-Security-Policy", CONTENT_SECURITY_POLICY,
                        "Referrer-Policy", "no-referrer",
                        "X-Frame-Options", "DENY",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "Cross-Origin-Resource-Policy", "same-origin"),
                ByteBuffer.wrap(content));
    }

    private static String entityTag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String text(String file) {
        try (InputStream in = WebPages.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file + " is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not readable", e);
        }
    }
}

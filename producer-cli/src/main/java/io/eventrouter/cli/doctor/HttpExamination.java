package io.eventrouter.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventrouter.cli.publish.Reasons;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks over HTTP: admin ports for their health, whoever answers for its time. */
public final class HttpExamination {
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(WITHIN).build();

    /** An answer, with when it was asked for and had. */
    private record Answer(HttpResponse<String> response, ClockDiagnosis clock) {
        Optional<Finding> clock(String subject) {
            return response.headers()
                    .firstValue("Date")
                    .flatMap(HttpExamination::time)
                    .map(theirs -> clock.of(subject, theirs));
        }
    }

    /**
     * The health of a process with an admin port.
     *
     * @param admin such as {@code http://router-1:8081}
     */
    public List<Finding> health(URI admin) {
        var findings = new ArrayList<Finding>();
        String subject = admin.toString();
        try {
            for (String kind : List.of("live", "ready"))
                findings.add(judge(subject, kind, ask(admin.resolve("/health/" + kind))));
            ask(admin.resolve("/health/live")).clock(subject).ifPresent(findings::add);
        } catch (IOException e) {
            findings.add(
                    Finding.problem(
                            subject,
                            "does not answer (" + Reasons.of(e) + ")",
                            "is the process running, and is this its admin.port? admin.host is"
                                    + " 127.0.0.1 unless it is set"));
        }
        return findings;
    }

    /** What the clock of whoever answers there says; empty when nobody does. */
    Optional<Finding> clock(String subject, URI page) {
        try {
            return ask(page).clock(subject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Finding judge(String subject, String kind, Answer answer) throws IOException {
        JsonNode health = JSON.readTree(answer.response().body());
        if (health == null || !health.path("healthy").isBoolean())
            throw new IOException("what answers there has no /health/" + kind);
        if (health.path("healthy").asBoolean())
            return Finding.good(subject, "is " + kind + details(health, true));
        return Finding.problem(
                subject,
                "is not " + kind + details(health, false),
                "its log says more; docs/operations.md has what each check means");
    }

    private static String details(JsonNode health, boolean healthy) {
        var details = new ArrayList<String>();
        health.path("checks")
                .properties()
                .forEach(
                        check -> {
                            JsonNode value = check.getValue();
                            String detail = value.path("detail").asText();
                            if (value.path("healthy").asBoolean() == healthy && !detail.isEmpty())
                                details.add(check.getKey() + " " + detail);
                        });
        return details.isEmpty() ? "" : ": " + String.join(", ", details);
    }

    private Answer ask(URI uri) throws IOException {
        Instant asked = Instant.now();
        var request = HttpRequest.newBuilder(uri).timeout(WITHIN).build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response, new ClockDiagnosis(asked, Instant.now()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Optional<Instant> time(String header) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

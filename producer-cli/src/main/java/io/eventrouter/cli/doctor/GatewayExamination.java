package io.eventrouter.cli.doctor;

import io.eventrouter.cli.client.ClientListener;
import io.eventrouter.cli.client.ClientSettings;
import io.eventrouter.cli.client.Disconnection;
import io.eventrouter.cli.client.EventClient;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.client.Welcome;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects to a gateway and subscribes, once. Blocks the caller for a bounded time. */
public final class GatewayExamination {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private GatewayExamination() {}

    /**
     * @param settings that do not reconnect
     */
    public static List<Finding> examine(ClientSettings settings) {
        var findings = new ArrayList<Finding>();
        String subject = settings.url().toString();
        findings.add(connect(subject, settings));
        new HttpExamination().clock(subject, page(settings.url())).ifPresent(findings::add);
        return findings;
    }

    private static Finding connect(String subject, ClientSettings settings) {
        var welcome = new CompletableFuture<Welcome>();
        try (var client = new EventClient(settings, new Door(welcome))) {
            client.start();
            CompletableFuture.anyOf(welcome, client.ended())
                    .get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            if (welcome.isDone())
                return Finding.good(
                        subject, "lets this client in, as gateway " + welcome.join().gateway());
            return refused(subject, client.ended().join().description());
        } catch (TimeoutException e) {
            return refused(subject, "no answer within " + WITHIN.toSeconds() + " s");
        } catch (ExecutionException e) {
            return refused(subject, String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused(subject, "interrupted");
        }
    }

    private static Finding refused(String subject, String why) {
        return Finding.problem(
                subject,
                "a client cannot connect: " + why,
                "is the gateway running there (its log, and --admin URL)? Its address ends with"
                        + " /ws; where it asks for a token, --token-file has one");
    }

    /** The page beside the socket. */
    private static URI page(URI socket) {
        String scheme = socket.getScheme().equalsIgnoreCase("wss") ? "https" : "http";
        return URI.create(scheme + "://" + socket.getRawAuthority() + "/");
    }

    /** Waits to be let in; nothing else matters here. */
    private record Door(CompletableFuture<Welcome> welcome) implements ClientListener {
        @Override
        public void onReady(Welcome said) {
            welcome.complete(said);
        }

        @Override
        public void onEvent(ReceivedEvent event) {}

        @Override
        public void onReconnecting(Disconnection why, Duration after) {}
    }
}

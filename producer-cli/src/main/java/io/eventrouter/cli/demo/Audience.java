package io.eventrouter.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.cli.client.ClientListener;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.client.Welcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The demo's subscriber: writes down what arrives of each scene. Confined to the client's thread.
 */
final class Audience implements ClientListener {
    private final Map<String, Recording> recordings;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /**
     * @param recordings of each scene, by the namespace of its channels
     */
    Audience(Map<String, Recording> recordings) {
        this.recordings = Map.copyOf(recordings);
    }

    /** Completes when the subscription holds. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public void onReady(Welcome welcome) {
        ready.complete(null);
    }

    @Override
    public void onEvent(ReceivedEvent event) {
        long now = System.nanoTime();
        int act = event.data().map(data -> data.path("n")).map(Audience::number).orElse(-1);
        recordings.forEach(
                (namespace, recording) -> {
                    if (event.channel().startsWith(namespace + ".")) recording.arrived(act, now);
                });
    }

    private static int number(JsonNode n) {
        return n.asInt(-1);
    }
}

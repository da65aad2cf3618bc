package io.eventrouter.cli.client;

import io.eventrouter.cli.client.ServerMessage.Authorized;
import io.eventrouter.cli.client.ServerMessage.Checkpoint;
import io.eventrouter.cli.client.ServerMessage.ComeBack;
import io.eventrouter.cli.client.ServerMessage.Delivered;
import io.eventrouter.cli.client.ServerMessage.Failed;
import io.eventrouter.cli.client.ServerMessage.Hello;
import io.eventrouter.cli.client.ServerMessage.Missed;
import io.eventrouter.cli.client.ServerMessage.Subscribed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What has been said over one connection: the welcome, which subscriptions are confirmed, when the
 * gateway would like us to come back. Confined to the client's thread.
 */
final class Conversation {
    /** What counts as the heartbeat until the gateway has said its own. */
    private static final Duration FIRST_HEARTBEAT = Duration.ofSeconds(10);

    private final Link link;
    private final ClientMemory memory;
    private final ClientListener listener;
    private final Consumer<Instant> tokenExpires;
    private final Map<String, Subscription> unconfirmed = new HashMap<>();
    private Welcome welcome;
    private Optional<String> cursor = Optional.empty();
    private Silence silence = Silence.ofHeartbeat(FIRST_HEARTBEAT);
    private Optional<Duration> hint = Optional.empty();
    private long readySinceNanos;
    private boolean ready;

    /**
     * @param tokenExpires is told when the token that holds from here on does
     */
    Conversation(
            Link link,
            ClientMemory memory,
            ClientListener listener,
            Consumer<Instant> tokenExpires) {
        this.link = link;
        this.memory = memory;
        this.listener = listener;
        this.tokenExpires = tokenExpires;
        for (Subscription subscription : memory.subscriptions())
            unconfirmed.put(String.valueOf(unconfirmed.size() + 1), subscription);
    }

    /** Asks for the subscriptions. */
    Optional<Disconnection> begin() {
        if (!link.subprotocol().equals(Protocol.NAME))
            return unusable("what answers here does not speak " + Protocol.NAME);
        memory.resumption().connecting();
        unconfirmed.forEach(this::ask);
        return Optional.empty();
    }

    private void ask(String ref, Subscription subscription) {
        Start start = memory.resumption().startOf(subscription);
        link.send(Protocol.subscribe(subscription, start, Instant.now(), ref));
    }

    /** Takes a message. What it returns ends the connection. */
    Optional<Disconnection> hear(String text) {
        Optional<ServerMessage> message = Protocol.parse(text);
        if (message.isEmpty()) return unusable("a message came that is not of " + Protocol.NAME);
        return hear(message.get());
    }

    private Optional<Disconnection> hear(ServerMessage message) {
        if (message instanceof Delivered delivered) delivered(delivered.event());
        else if (message instanceof Hello hello) greeted(hello.welcome());
        else if (message instanceof Subscribed subscribed) confirmed(subscribed);
        else if (message instanceof Checkpoint checkpoint) reached(checkpoint.cursor());
        else if (message instanceof Missed missed) listener.onGap(missed.gap());
        else if (message instanceof ComeBack comeBack) hint = Optional.of(comeBack.after());
        else if (message instanceof Authorized authorized)
            authorized.expiry().ifPresent(tokenExpires);
        else if (message instanceof Failed failed) return failed(failed);
        tellWhenReady();
        return Optional.empty();
    }

    /** What came before is acknowledged again: the gateway may not have heard it. */
    private void delivered(ReceivedEvent event) {
        Optional<String> position = event.position();
        if (position.map(memory.resumption()::isNew).orElse(true)) listener.onEvent(event);
        if (position.isPresent() && memory.isAcknowledged(event.channel()))
            memory.acknowledgements().add(position.get());
    }

    private void greeted(Welcome hello) {
        welcome = hello;
        cursor = hello.cursor();
        silence = Silence.ofHeartbeat(hello.heartbeat());
        memory.acknowledgements().send(link::send);
    }

    private void confirmed(Subscribed answer) {
        Subscription subscription = unconfirmed.remove(answer.ref());
        if (subscription == null) return;
        memory.resumption().confirmed(subscription, answer, cursor).ifPresent(listener::onGap);
    }

    private void reached(String checkpoint) {
        if (checkpoint.isEmpty()) return;
        cursor = Optional.of(checkpoint);
        if (memory.resumption().checkpoint(checkpoint)) listener.onCheckpoint(checkpoint);
    }

    private Optional<Disconnection> failed(Failed failed) {
        Subscription refused = unconfirmed.get(failed.ref());
        if (refused != null)
            return Optional.of(
                    new Disconnection.SubscriptionRefused(
                            refused.channel().text(), failed.code(), failed.message()));
        listener.onError(failed.code(), failed.message());
        return Optional.empty();
    }

    private void tellWhenReady() {
        if (ready || welcome == null || !unconfirmed.isEmpty()) return;
        ready = true;
        readySinceNanos = System.nanoTime();
        listener.onReady(welcome);
    }

    private static Optional<Disconnection> unusable(String why) {
        return Optional.of(new Disconnection.Unusable(why));
    }

    /** When the gateway would like us to come back. */
    Optional<Duration> hint() {
        return hint;
    }

    /** Whether it went well for so long that the next failure is the first of its kind. */
    boolean lasted(Duration atLeast) {
        return ready && System.nanoTime() - readySinceNanos >= atLeast.toNanos();
    }

    /**
     * Looks whether the gateway is still there, and asks it when in doubt.
     *
     * @return how long to wait before the next look; empty when the connection is dead
     */
    Optional<Duration> look() {
        Silence.Verdict verdict = silence.after(link.silentNanos());
        if (verdict.step() == Silence.Step.GIVE_UP) return Optional.empty();
        if (verdict.step() == Silence.Step.PING) link.ping();
        return Optional.of(Duration.ofNanos(verdict.nextLookNanos()));
    }

    /** For how long nothing may be heard. */
    Duration longestSilence() {
        return silence.longest();
    }
}

package io.eventrouter.cli.publish;

import io.eventrouter.config.KafkaSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Looks whether anybody listens at a broker's address. A refused connection is known at once;
 * Kafka's client would go on trying. Stateless; blocks the caller for some seconds at most.
 */
public final class BrokerProbe {
    private static final int PROBE_MILLIS = 3_000;

    private BrokerProbe() {}

    /**
     * Returns when somebody listens at one of the addresses.
     *
     * @throws KafkaNotReadyException when nobody does
     */
    public static void require(KafkaSettings kafka) {
        Optional<String> reason = Optional.empty();
        for (String address : kafka.bootstrapServers().split(",", -1)) {
            reason = failure(address.trim());
            if (reason.isEmpty()) return;
        }
        throw new KafkaNotReadyException(
                "Kafka cannot be reached at "
                        + kafka.bootstrapServers()
                        + " ("
                        + reason.orElse("no address")
                        + "): is it running? --kafka HOST:PORT names another; event-router up"
                        + " starts everything");
    }

    /**
     * Why nobody can be reached there; empty when somebody can.
     *
     * @param address HOST:PORT; an IPv6 address may be in brackets
     */
    public static Optional<String> failure(String address) {
        try (var socket = new Socket()) {
            socket.connect(parse(address), PROBE_MILLIS);
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("there is no host of that name");
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(Reasons.of(e));
        }
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
    }
}

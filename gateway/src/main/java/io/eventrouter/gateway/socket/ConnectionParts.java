package io.eventrouter.gateway.socket;

import io.eventrouter.config.SessionSettings;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.session.Sessions;
import java.util.function.LongSupplier;

/** What all connections of a server share. Immutable. */
record ConnectionParts(
        Sessions sessions,
        ClientMessageReader reader,
        RequestIdentity identities,
        Publishing publishing,
        PublishRates rates,
        SessionSettings settings,
        RateLimit rate,
        SocketMetrics metrics,
        LongSupplier nanoClock) {
    /** A burst is four seconds of the rate, and room to subscribe to all that a session may. */
    ConnectionParts(
            Sessions sessions,
            ClientMessageReader reader,
            RequestIdentity identities,
            Publishing publishing,
            PublishRates rates,
            SessionSettings settings,
            SocketMetrics metrics,
            LongSupplier nanoClock) {
        this(
                sessions,
                reader,
                identities,
                publishing,
                rates,
                settings,
                RateLimit.of(
                        settings.framesPerSecond(),
                        4 * settings.framesPerSecond() + settings.maxSubscriptions()),
                metrics,
                nanoClock);
    }
}

package io.eventrouter.gateway.publish;

import io.eventrouter.config.GatewaySettings;
import io.eventrouter.config.SettingsSources;
import java.util.Map;
import java.util.Optional;

/** Settings of a gateway, all else as it usually is. */
final class GatewayTerms {
    private GatewayTerms() {}

    static GatewaySettings with(String host, String publishing) {
        return SettingsSources.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of("gateway.host", host, "publish.enabled", publishing))
                .gateway();
    }
}

package io.eventrouter.benchmarks.fanout.server;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A gateway's settings: the defaults, on a free port. Stateless. */
final class OwnSettings {
    private OwnSettings() {}

    /**
     * @param more values by setting name
     */
    static Settings with(Map<String, String> more) {
        var values = new HashMap<>(more);
        values.put("gateway.port", "0");
        return SettingsSources.load(Optional.empty(), Map.of(), values);
    }

    /**
     * @param words NAME=VALUE each
     */
    static Map<String, String> parse(Iterable<String> words) {
        var values = new HashMap<String, String>();
        for (String word : words) {
            int equals = word.indexOf('=');
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return values;
    }
}

package io.eventrouter.benchmarks.fanout.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A command, or a reply: a name and values, as one line {@code name key=value …}. Immutable.
 *
 * @param values without blanks
 */
public record Words(String name, Map<String, String> values) {
    public Words {
        values = Map.copyOf(values);
    }

    /**
     * Reads what {@link #toString} has written.
     *
     * @throws IllegalArgumentException when a word has no value
     */
    public static Words parse(String line) {
        String[] words = line.trim().split(" ", -1);
        var values = new LinkedHashMap<String, String>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) throw new IllegalArgumentException("no value: " + words[i]);
            values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return new Words(words[0], values);
    }

    /**
     * @throws IllegalArgumentException when there is none of that key
     */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) throw new IllegalArgumentException(name + " needs " + key);
        return value;
    }

    public int number(String key) {
        return Integer.parseInt(text(key));
    }

    /** The value, or 0 when there is none. */
    public double value(String key) {
        return Double.parseDouble(values.getOrDefault(key, "0"));
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(e -> " " + e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("", name, ""));
    }
}

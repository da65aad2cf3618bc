package io.eventrouter.config;

import java.util.List;

/** Settings cannot be used. It holds every problem that was found, not only the first. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** A line for each problem: setting, value, where it was set, what is allowed. */
    public List<String> problems() {
        return problems;
    }
}

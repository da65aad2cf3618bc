package io.eventrouter.topics;

import java.util.List;

/**
 * The topics on the cluster cannot be used as they are. The message says which topic has what, and
 * how to mend it: a line for each problem.
 */
public final class TopicLayoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public TopicLayoutException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem that was found. */
    public List<String> problems() {
        return problems;
    }
}

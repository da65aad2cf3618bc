package io.eventrouter.cli.publish;

import io.eventrouter.event.InvalidEventException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What to tell of a failure. Stateless. */
public final class Reasons {
    private Reasons() {}

    /** One sentence: the message of what really happened, or its kind where it has none. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) cause = cause.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The message, less the attribute that it begins with: the flag says that already. */
    public static String withoutAttribute(IllegalArgumentException e) {
        return e instanceof InvalidEventException invalid
                ? e.getMessage().substring(invalid.attribute().length() + 2)
                : e.getMessage();
    }
}

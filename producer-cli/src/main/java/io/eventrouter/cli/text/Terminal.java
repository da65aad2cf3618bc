package io.eventrouter.cli.text;

import java.io.IOException;

/**
 * Which of the standard streams are terminals. POSIX has a command that tells; where it is missing
 * none is. (The JDK only tells whether all of them are.) Stateless.
 */
public final class Terminal {
    private Terminal() {}

    public static boolean isInput() {
        return isTerminal(0);
    }

    public static boolean isOutput() {
        return isTerminal(1);
    }

    public static boolean isError() {
        return isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            return new ProcessBuilder("test", "-t", String.valueOf(descriptor))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.eventrouter.cli;

import io.eventrouter.cli.text.TerminalText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Asks somebody whether to go on. Confined to the command's thread. */
final class Confirmation {
    private static final Set<String> YES = Set.of("y", "yes");

    private final InputStream answers;
    private final boolean somebodyThere;

    /**
     * @param somebodyThere whether the answers come from a terminal
     */
    Confirmation(InputStream answers, boolean somebodyThere) {
        this.answers = answers;
        this.somebodyThere = somebodyThere;
    }

    /**
     * Whether the answer is yes.
     *
     * @param to where the question goes
     * @throws CommandFailure when there is nobody to ask
     */
    boolean ask(String question, PrintWriter to) {
        if (!somebodyThere)
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    question + " Nobody can be asked here: --yes goes ahead without");
        to.print(TerminalText.escape(question) + " [y/N] ");
        to.flush();
        try {
            var lines = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
            String answer = lines.readLine();
            return answer != null && YES.contains(answer.trim().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }
}

package io.eventrouter.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The child's end of {@link ChildProcess}: commands come as lines of standard input, each answered
 * by a line "{@value #MARK}command reply" on standard output; the end of the input is the end of
 * the work. Stateless.
 */
public final class ParentLink {
    static final String MARK = "@";
    static final String READY = "ready";

    private static final PrintStream OUT = System.out;

    private ParentLink() {}

    /**
     * Reports ready, then answers commands until the parent ends the input, or ends itself.
     *
     * @param readyWith what the parent gets from {@link ChildProcess#awaitReady}
     * @param answer from a command to its one-line reply
     */
    public static void serve(String readyWith, UnaryOperator<String> answer) {
        say(READY, readyWith);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = input.readLine(); line != null; line = input.readLine())
                say(line, answer.apply(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String to, String text) {
        OUT.println(MARK + to + " " + text);
        OUT.flush();
    }
}

package io.eventrouter.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what an expression of Prometheus asks for: names of metrics, with the values that their
 * labels are compared to. No parser of the language: whether it is well-formed is for promtool to
 * say. Stateless.
 */
final class PromQl {
    /** What a metric's label is compared to, each alternative of a pattern by itself. */
    record Label(String name, List<String> values) {}

    /** A metric, and its labels where they are compared to something. */
    record Selector(String metric, List<Label> labels) {}

    private static final Pattern GROUPING =
            Pattern.compile(
                    "\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)|\\[[^]]*]");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w:$])([a-zA-Z_:][\\w:]*)\\s*(\\{[^}]*}|\\(|)");
    private static final Pattern MATCHER =
            Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "Inf", "NaN");

    private PromQl() {}

    static List<Selector> selectors(String expression) {
        var found = new ArrayList<Selector>();
        Matcher name = NAME.matcher(GROUPING.matcher(expression).replaceAll(" "));
        while (name.find()) {
            boolean function = name.group(2).equals("(");
            if (!function && !WORDS.contains(name.group(1)))
                found.add(new Selector(name.group(1), labels(name.group(2))));
        }
        return found;
    }

    private static List<Label> labels(String matchers) {
        return MATCHER.matcher(matchers)
                .results()
                .filter(m -> !m.group(2).contains("$"))
                .map(m -> new Label(m.group(1), List.of(m.group(2).split("\\|"))))
                .toList();
    }
}

package io.eventrouter.benchmarks.figure;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every measured value as a line of CSV, for whoever wants to count again. Stateless. */
public final class RawFigures {
    private static final Pattern LINE =
            Pattern.compile("([^,]+),\"([^\"]*)\",([^,]+),(\\d+),([^,]+)");

    private RawFigures() {}

    public static <S extends Enum<S>> String csv(Figures<S> figures) {
        var text = new StringBuilder("metric,unit,subject,round,value\n");
        for (Figure<S> figure : figures.all())
            text.append(figure.metric().name())
                    .append(",\"")
                    .append(figure.metric().unit())
                    .append("\",")
                    .append(figure.subject().name())
                    .append(',')
                    .append(figure.round())
                    .append(',')
                    .append(figure.value())
                    .append('\n');
        return text.toString();
    }

    /** Reads what {@link #csv} has written; what is no figure is left out. */
    public static <S extends Enum<S>> Figures<S> parse(String csv, Function<String, S> subject) {
        var figures = new Figures<S>();
        csv.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> figures.add(figure(line, subject)));
        return figures;
    }

    private static <S> Figure<S> figure(Matcher line, Function<String, S> subject) {
        return new Figure<>(
                new Metric(line.group(1), line.group(2)),
                subject.apply(line.group(3)),
                Integer.parseInt(line.group(4)),
                Double.parseDouble(line.group(5)));
    }
}

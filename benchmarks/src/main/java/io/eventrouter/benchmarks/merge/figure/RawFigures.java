package io.eventrouter.benchmarks.merge.figure;

/** Every measured value as a line of CSV, for whoever wants to count again. Stateless. */
public final class RawFigures {
    private RawFigures() {}

    public static String csv(Figures figures) {
        var text = new StringBuilder("metric,unit,variant,round,value\n");
        for (Figure figure : figures.all())
            text.append(figure.metric().name())
                    .append(",\"")
                    .append(figure.metric().unit())
                    .append("\",")
                    .append(figure.variant().name())
                    .append(',')
                    .append(figure.round())
                    .append(',')
                    .append(figure.value())
                    .append('\n');
        return text.toString();
    }
}

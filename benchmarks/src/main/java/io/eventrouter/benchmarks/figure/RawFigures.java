package io.eventrouter.benchmarks.figure;

/** Every measured value as a line of CSV, for whoever wants to count again. Stateless. */
public final class RawFigures {
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
}

package io.eventrouter.benchmarks.figure;

/** A page in Markdown, written from top to bottom. Not thread-safe. */
public final class Page {
    private final StringBuilder text = new StringBuilder();

    /**
     * @param rawFile name of the file with every value, beside the page
     */
    public Page(String title, String rawFile) {
        text.append("# ")
                .append(title)
                .append(
                        "\n\n"
                                + "Written by the benchmark itself; every number below was measured in the run that"
                                + " it describes.\nValues are medians over rounds, with the range in parentheses;"
                                + " ratios are taken within a round.\nEvery single value is in ["
                                + rawFile
                                + "]("
                                + rawFile
                                + ").\n\n");
    }

    public void section(String title, String body) {
        text.append("## ").append(title).append("\n\n").append(body.stripTrailing()).append("\n\n");
    }

    public void chart(Drawn chart) {
        text.append("![").append(chart.title()).append("](").append(chart.file()).append(")\n\n");
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}

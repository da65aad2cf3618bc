package io.eventrouter.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventrouter.cli.tail.JsonLine;
import java.util.List;

/** Findings as one JSON object on a line. Stateless. */
public final class DoctorJson {
    private DoctorJson() {}

    /**
     * @param version of this program
     */
    public static String of(String version, List<Finding> findings) {
        boolean ok = findings.stream().noneMatch(f -> f.severity() == Severity.PROBLEM);
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("ok", ok);
        all.put("version", version);
        ArrayNode list = all.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode object = list.addObject().put("severity", finding.severity().text());
            object.put("subject", finding.subject()).put("text", finding.text());
            finding.mend().ifPresent(mend -> object.put("mend", mend));
        }
        return JsonLine.of(all.toString());
    }
}

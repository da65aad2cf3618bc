package io.eventrouter.cli.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventrouter.cli.tail.JsonLine;

/** A report as one JSON object on a line. Times are milliseconds. Stateless. */
public final class LoadJson {
    private LoadJson() {}

    public static String of(LoadPlan plan, LoadReport report) {
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("ok", report.isGood());
        all.put("stopped", report.stopped());
        all.put("durationMillis", plan.duration().toMillis());
        all.put("warmUpMillis", plan.warmUp().toMillis());
        all.put("dataBytes", plan.dataBytes());
        ArrayNode levels = all.putArray("levels");
        boolean watched = report.subscriber().isPresent();
        report.levels().forEach(level -> write(levels.addObject(), level, watched));
        ObjectNode failures = all.putObject("failures");
        report.failures().forEach(failures::put);
        report.subscriber().ifPresent(s -> write(all.putObject("subscriber"), s));
        return JsonLine.of(all.toString());
    }

    private static void write(ObjectNode object, LevelFigures level, boolean watched) {
        object.put("level", level.level().name()).put("ratePerSecond", level.rate());
        object.put("planned", level.planned()).put("sent", level.sent());
        object.put("acknowledged", level.acknowledged()).put("failed", level.failed());
        object.put("unanswered", level.unknown()).put("unsent", level.unsent());
        write(object.putObject("acknowledgementMillis"), level.acknowledgement());
        if (!watched) return;
        object.put("delivered", level.delivered()).put("lost", level.undelivered());
        object.put("repeats", level.repeats());
        write(object.putObject("deliveryMillis"), level.delivery());
    }

    private static void write(ObjectNode object, Quantiles quantiles) {
        object.put("count", quantiles.count());
        if (quantiles.count() == 0) return;
        object.put("p50", quantiles.p50() / 1e6).put("p99", quantiles.p99() / 1e6);
        object.put("p999", quantiles.p999() / 1e6).put("max", quantiles.max() / 1e6);
    }

    private static void write(ObjectNode object, LoadReport.Subscriber subscriber) {
        object.put("gaps", subscriber.gaps()).put("reconnects", subscriber.reconnects());
        subscriber.end().ifPresent(why -> object.put("end", why));
    }
}

package io.eventrouter.cli.demo;

import io.eventrouter.event.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a recording comes to. Immutable.
 *
 * @param levels those that had a part, the most urgent first
 * @param sentOrder the level of each event, in the order of sending
 * @param arrivalOrder the level of each event that arrived, in the order of arrival
 * @param overtaken for each event of the most urgent level that arrived: how many events that were
 *     sent before it had not arrived yet
 */
public record Findings(
        List<LevelDelays> levels,
        List<Priority> sentOrder,
        List<Priority> arrivalOrder,
        List<Integer> overtaken) {

    /**
     * @param sentNanos when each act was sent, by its number
     */
    public static Findings of(List<Act> acts, long[] sentNanos, Recording recording) {
        int arrivals = recording.arrivals();
        var delays = new TreeMap<Priority, LevelDelays>();
        for (Act act : acts) delays.merge(act.priority(), sentOne(act), Findings::together);
        var arrivalOrder = new ArrayList<Priority>(arrivals);
        for (int rank = 0; rank < arrivals; rank++) {
            Act act = acts.get(recording.act(rank));
            long delay = recording.nanos(rank) - sentNanos[act.number()];
            delays.get(act.priority()).delays().recordValue(Math.max(0, delay));
            arrivalOrder.add(act.priority());
        }
        return new Findings(
                List.copyOf(delays.values()),
                acts.stream().map(Act::priority).toList(),
                arrivalOrder,
                overtaken(delays, acts, recording, arrivals));
    }

    private static LevelDelays sentOne(Act act) {
        return new LevelDelays(act.priority(), 1, LevelDelays.emptyHistogram());
    }

    private static LevelDelays together(LevelDelays all, LevelDelays one) {
        return new LevelDelays(all.priority(), all.sent() + one.sent(), all.delays());
    }

    private static List<Integer> overtaken(
            SortedMap<Priority, LevelDelays> levels,
            List<Act> acts,
            Recording recording,
            int arrivals) {
        Priority urgent = levels.firstKey();
        var overtaken = new ArrayList<Integer>();
        // How many of the acts below the number in question have arrived before.
        var arrived = new boolean[acts.size()];
        for (int rank = 0; rank < arrivals; rank++) {
            int number = recording.act(rank);
            if (acts.get(number).priority().equals(urgent))
                overtaken.add(number - countBelow(arrived, number));
            arrived[number] = true;
        }
        return overtaken;
    }

    private static int countBelow(boolean[] arrived, int number) {
        int count = 0;
        for (int i = 0; i < number; i++) if (arrived[i]) count++;
        return count;
    }

    /** How many events were sent. */
    public int sent() {
        return sentOrder.size();
    }

    /** How many of them arrived. */
    public int arrived() {
        return arrivalOrder.size();
    }

    /** The middle one of {@link #overtaken()}; 0 without any. */
    public int medianOvertaken() {
        return overtaken.isEmpty()
                ? 0
                : overtaken.stream().sorted().toList().get(overtaken.size() / 2);
    }
}

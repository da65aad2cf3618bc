package io.eventrouter.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes up what happens in a demo: status updates of the lowest level, chat and notifications of
 * the level above, and a few alerts of the most urgent level, spread evenly. Confined to one
 * thread.
 */
public final class Scene {
    /** The fewest events that make a scene. */
    public static final int LEAST_EVENTS = 100;

    /** The most: what a demo may send is bounded. */
    public static final int MOST_EVENTS = 100_000;

    private static final int ALERTS = 12;
    private static final int CHAT_PERCENT = 25;
    private static final int NOTIFICATION_PERCENT = 15;

    private static final List<String> PEOPLE = List.of("ada", "ben", "cleo", "dan", "eve", "finn");
    private static final List<String> TALK =
            List.of("good morning", "see you at ten", "who has the keys?", "lunch?", "on my way");
    private static final List<String> NEWS =
            List.of("your parcel is on its way", "two people liked your photo", "invoice is ready");
    private static final List<String> STATES = List.of("online", "away", "typing", "offline");
    private static final List<String> ALARMS =
            List.of("card stolen", "door forced open", "payment service is down");

    private final String namespace;
    private final Priorities priorities;
    private final RandomGenerator random;

    /**
     * @param namespace what the channels begin with
     * @param priorities at least two
     */
    public Scene(String namespace, Priorities priorities, RandomGenerator random) {
        if (priorities.size() < 2)
            throw new IllegalArgumentException("a demo of priorities needs two levels, or more");
        this.namespace = namespace;
        this.priorities = priorities;
        this.random = random;
    }

    /**
     * One act of each level that has a part in the scene: to see whether everything is in place.
     */
    public List<Act> rehearsal() {
        return List.of(alert(0), message(1), status(2));
    }

    /**
     * The acts, in the order in which they are to be sent.
     *
     * @param size {@value #LEAST_EVENTS} to {@value #MOST_EVENTS}
     */
    public List<Act> acts(int size) {
        if (size < LEAST_EVENTS || size > MOST_EVENTS)
            throw new IllegalArgumentException(
                    size + " events: " + LEAST_EVENTS + " to " + MOST_EVENTS + " are allowed");
        var acts = new ArrayList<Act>(size);
        for (int number = 0; number < size; number++)
            acts.add(isAlert(number, size) ? alert(number) : chatter(number));
        return acts;
    }

    /** Evenly spread: {@value #ALERTS} of them cut the scene into equal parts. */
    private static boolean isAlert(int number, int size) {
        long parts = ALERTS + 1L;
        return number < size - 1 && number * parts / size != (number + 1) * parts / size;
    }

    private Act chatter(int number) {
        int dice = random.nextInt(100);
        if (dice < CHAT_PERCENT) return message(number);
        return dice < CHAT_PERCENT + NOTIFICATION_PERCENT ? notification(number) : status(number);
    }

    private Act alert(int number) {
        return act(number, priorities.byRank(0), "alerts", "alert", data(number, "alert", ALARMS));
    }

    private Act message(int number) {
        ObjectNode data = data(number, "text", TALK).put("from", oneOf(PEOPLE));
        return act(number, middle(), "chat.room" + random.nextInt(1, 6), "message", data);
    }

    private Act notification(int number) {
        ObjectNode data = data(number, "text", NEWS);
        return act(number, middle(), "notify." + oneOf(PEOPLE), "notification", data);
    }

    private Act status(int number) {
        ObjectNode data = data(number, "state", STATES);
        return act(number, priorities.lowest(), "status." + oneOf(PEOPLE), "status", data);
    }

    /** The level above the lowest. */
    private Priority middle() {
        return priorities.byRank(priorities.size() - 2);
    }

    private ObjectNode data(int number, String member, List<String> choice) {
        return JsonNodeFactory.instance.objectNode().put("n", number).put(member, oneOf(choice));
    }

    private String oneOf(List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private Act act(int number, Priority priority, String channel, String type, ObjectNode data) {
        return new Act(
                number,
                priority,
                new Channel(namespace + "." + channel),
                "eventrouter.demo." + type,
                data.toString());
    }
}

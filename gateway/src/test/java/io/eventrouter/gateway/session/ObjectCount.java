package io.eventrouter.gateway.session;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Our own objects that can be reached from one, by class; through collections of the JDK too. */
final class ObjectCount {
    private static final String OURS = "io.eventrouter.";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Queue<Object> next = new ArrayDeque<>();
    private final Map<String, Integer> byClass = new TreeMap<>();

    static Map<String, Integer> from(Object root) {
        var count = new ObjectCount();
        count.add(root);
        while (!count.next.isEmpty()) count.follow(count.next.remove());
        return count.byClass;
    }

    private void add(Object object) {
        if (object != null && seen.add(object)) next.add(object);
    }

    private void follow(Object object) {
        if (object.getClass().getName().startsWith(OURS)) followFields(object);
        else if (object instanceof Object[] array) Arrays.asList(array).forEach(this::add);
        else if (object instanceof Map<?, ?> map) {
            map.keySet().forEach(this::add);
            map.values().forEach(this::add);
        } else if (object instanceof AtomicReference<?> reference) add(reference.get());
        else if (object instanceof Collection<?> all
                && object.getClass().getName().startsWith("java.")) all.forEach(this::add);
    }

    private void followFields(Object object) {
        byClass.merge(object.getClass().getSimpleName(), 1, Integer::sum);
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass())
            if (type.getName().startsWith(OURS))
                for (Field field : type.getDeclaredFields()) followField(field, object);
    }

    private void followField(Field field, Object object) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) return;
        try {
            field.setAccessible(true);
            add(field.get(object));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}

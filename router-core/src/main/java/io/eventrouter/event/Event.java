package io.eventrouter.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A CloudEvent 1.0 with the attributes that routing needs. Immutable: the data array is not copied,
 * and must not be changed after it was handed over.
 *
 * <p>Attributes that have no accessor of their own ({@code subject}, {@code dataschema}, {@code
 * traceparent}, {@code tracestate}, {@code partitionkey} and any other extension) are in {@link
 * #attributes()}, as text.
 */
public final class Event {
    private static final String PARTITION_KEY = "partitionkey";
    private static final int LONGEST_KEY = 1024;

    /** What RFC 3339 can write: the years 0000 to 9999. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final EventId id;
    private final String type;
    private final Channel channel;
    private final Priority priority;
    private final Instant time;
    private final Instant expiry;
    private final String collapseKey;
    private final String contentType;
    private final Map<String, String> attributes;
    private final byte[] data;

    private Event(Builder builder) {
        id = Objects.requireNonNull(builder.id, "id");
        type = requireText("type", builder.type);
        channel = Objects.requireNonNull(builder.channel, "channel");
        priority = Objects.requireNonNull(builder.priority, "priority");
        time = requireWritable("time", builder.time);
        expiry = requireWritable("expirytime", builder.expiry);
        collapseKey = builder.collapseKey;
        contentType = builder.contentType;
        attributes = Collections.unmodifiableMap(new TreeMap<>(builder.attributes));
        data = builder.data;
    }

    private static Instant requireWritable(String attribute, Instant value) {
        if (value != null && (value.isBefore(EARLIEST) || value.isAfter(LATEST)))
            throw new InvalidEventException(attribute, "must be in the years 0000 to 9999");
        return value;
    }

    private static String requireText(String attribute, String value) {
        if (value == null || value.isEmpty())
            throw new InvalidEventException(attribute, "must not be empty");
        AttributeText.check(attribute, value);
        return value;
    }

    public static Builder builder() {
        return new Builder();
    }

    public EventId id() {
        return id;
    }

    public String type() {
        return type;
    }

    public Channel channel() {
        return channel;
    }

    public Priority priority() {
        return priority;
    }

    /** When it happened, as its sender says. */
    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    /** After this moment it must not be delivered any more ({@code expirytime}). */
    public Optional<Instant> expiry() {
        return Optional.ofNullable(expiry);
    }

    /** A newer event of the same channel and key replaces one that still waits in a queue. */
    public Optional<String> collapseKey() {
        return Optional.ofNullable(collapseKey);
    }

    /** The media type of {@link #data()}. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** The other attributes, by name in its order. Never has one with an accessor of its own. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The payload as its sender encoded it, or null when the event has none. Not a copy. */
    public byte[] data() {
        return data;
    }

    /** The Kafka key: {@code partitionkey} when it has one, else the channel. */
    public String key() {
        return attributes.getOrDefault(PARTITION_KEY, channel.name());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Event that
                && id.equals(that.id)
                && type.equals(that.type)
                && channel.equals(that.channel)
                && priority.equals(that.priority)
                && Objects.equals(time, that.time)
                && Objects.equals(expiry, that.expiry)
                && Objects.equals(collapseKey, that.collapseKey)
                && Objects.equals(contentType, that.contentType)
                && attributes.equals(that.attributes)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Its identity and its way, never its data. */
    @Override
    public String toString() {
        return "Event[" + id.source() + " " + id.id() + " " + priority + " " + channel + "]";
    }

    /** Gathers attributes; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {
        private EventId id;
        private String type;
        private Channel channel;
        private Priority priority;
        private Instant time;
        private Instant expiry;
        private String collapseKey;
        private String contentType;
        private final Map<String, String> attributes = new TreeMap<>();
        private byte[] data;

        private Builder() {}

        public Builder id(String source, String id) {
            this.id = new EventId(source, id);
            return this;
        }

        public Builder type(String value) {
            type = value;
            return this;
        }

        public Builder channel(Channel value) {
            channel = value;
            return this;
        }

        public Builder priority(Priority value) {
            priority = value;
            return this;
        }

        public Builder time(Instant value) {
            time = value;
            return this;
        }

        public Builder expiry(Instant value) {
            expiry = value;
            return this;
        }

        public Builder collapseKey(String value) {
            collapseKey = requireText("collapsekey", value);
            return this;
        }

        public Builder contentType(String value) {
            contentType = requireText("datacontenttype", value);
            return this;
        }

        /**
         * Any other attribute.
         *
         * @throws InvalidEventException when the name is not of {@code [a-z0-9]} or {@linkplain
         *     AttributeNames#isReserved reserved}, or the text is empty or has control characters,
         *     or a {@code partitionkey} has more than 1,024 characters, or a {@code dataschema} is
         *     not a URI reference
         */
        public Builder attribute(String name, String value) {
            if (!AttributeNames.isValid(name))
                throw new InvalidEventException(
                        InvalidEventException.quote(name),
                        "an attribute name has 1 to 64 lower-case letters and digits");
            if (AttributeNames.isReserved(name))
                throw new InvalidEventException(name, "cannot be an extension's name");
            attributes.put(name, requireText(name, value));
            if (name.equals(PARTITION_KEY) && value.length() > LONGEST_KEY)
                throw new InvalidEventException(name, "must have 1 to 1024 characters");
            if (name.equals("dataschema") && !EventId.isUriReference(value))
                throw new InvalidEventException(
                        name, InvalidEventException.quote(value) + " is not a URI reference");
            return this;
        }

        /** The payload; taken over, not copied. Null for none. */
        public Builder data(byte[] value) {
            data = value;
            return this;
        }

        /**
         * The event, checked.
         *
         * @throws InvalidEventException when a type is missing or has control characters, or a time
         *     is outside the years 0000 to 9999
         * @throws NullPointerException when the id, the channel or the priority is missing
         */
        public Event build() {
            return new Event(this);
        }
    }
}

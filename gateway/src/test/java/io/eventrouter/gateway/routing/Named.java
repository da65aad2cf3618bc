package io.eventrouter.gateway.routing;

/** A recipient with nothing but a name. */
final class Named implements Recipient {
    private final String name;
    private long lastVisit;

    Named(String name) {
        this.name = name;
    }

    @Override
    public boolean claim(long visit) {
        if (lastVisit == visit) return false;
        lastVisit = visit;
        return true;
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.eventrouter.config;

/**
 * One setting is out of its range. The message names the setting, the value and what is allowed.
 */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String setting;

    public InvalidSettingException(String setting, Object value, String allowed) {
        super(setting + " = " + value + ": " + allowed);
        this.setting = setting;
    }

    /** The name of the setting, such as {@code session.queue-events}. */
    public String setting() {
        return setting;
    }
}

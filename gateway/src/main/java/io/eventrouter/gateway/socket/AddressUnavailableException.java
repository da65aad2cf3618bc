package io.eventrouter.gateway.socket;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;

/**
 * A server cannot listen where its settings say. The message is one line for the operator: which
 * setting, what is wrong, how to mend it.
 */
public final class AddressUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param settings what the names of its settings begin with, such as {@code gateway}
     */
    AddressUnavailableException(String settings, String host, int port, Throwable cause) {
        super(message(settings, host, port, cause), cause);
    }

    private static String message(String settings, String host, int port, Throwable failure) {
        String address = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        String reason = reason(failure);
        if (reason.contains("in use"))
            return settings
                    + ".port = "
                    + port
                    + ": another program listens on "
                    + address
                    + " already; stop it, or choose another port";
        if (reason.contains("denied"))
            return settings
                    + ".port = "
                    + port
                    + ": this user may not listen on "
                    + address
                    + "; choose a port of 1024 or more";
        return settings
                + ".host = "
                + host
                + ": cannot listen on "
                + address
                + ": "
                + reason
                + "; choose an address of this machine";
    }

    private static String reason(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BindException || t instanceof java.net.SocketException)
                return String.valueOf(t.getMessage());
            if (t instanceof UnresolvedAddressException) return "there is no such host";
        }
        return reason;
    }
}

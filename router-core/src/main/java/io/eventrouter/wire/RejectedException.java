package io.eventrouter.wire;

/**
 * A record cannot be read. Confined to this package: {@link PriorityRecordReader} turns it into a
 * {@link ReadOutcome.Rejected}. Without a stack trace, since a flood of bad records must not cost
 * more than a flood of good ones.
 */
final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    RejectedException(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static RejectedException badAttribute(String header, String detail) {
        return new RejectedException(RejectReason.BAD_ATTRIBUTE, header + ": " + detail);
    }

    RejectReason reason() {
        return reason;
    }
}

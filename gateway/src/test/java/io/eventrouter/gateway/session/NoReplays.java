package io.eventrouter.gateway.session;

import io.eventrouter.gateway.replay.ReplayRequests;
import io.eventrouter.gateway.replay.ScanRequest;
import io.eventrouter.gateway.replay.StartRequest;
import io.eventrouter.topics.Lane;

/** For tests in which nobody resumes beyond what is in memory. */
final class NoReplays implements ReplayRequests {
    @Override
    public void ask(StartRequest request) {
        throw new AssertionError("nobody is there to ask");
    }

    @Override
    public void scan(Lane lane, ScanRequest request) {
        throw new AssertionError("nobody is there to scan");
    }
}

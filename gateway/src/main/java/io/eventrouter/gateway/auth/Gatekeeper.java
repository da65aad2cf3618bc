package io.eventrouter.gateway.auth;

/** Says whom a token belongs to. Thread-safe; never waits for anything. */
public interface Gatekeeper {
    /** Of a node without keys: asks nobody. */
    Gatekeeper OPEN =
            new Gatekeeper() {
                @Override
                public boolean asksForTokens() {
                    return false;
                }

                @Override
                public Verdict judge(String token) {
                    return new Verdict.Accepted(Identity.ANYONE);
                }

                @Override
                public Standing standing(Identity identity) {
                    return Standing.GOOD;
                }
            };

    /** Whether a client has to show a token; if not, each is {@link Identity#ANYONE}. */
    boolean asksForTokens();

    /**
     * @param token as it came: anything at all
     */
    Verdict judge(String token);

    /** Whether that identity, which was good once, still is. */
    Standing standing(Identity identity);
}

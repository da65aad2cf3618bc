package io.eventrouter.event;

/**
 * CloudEvents' rule for strings: no control characters, no lone surrogates, no noncharacters.
 * Stateless.
 */
public final class AttributeText {
    private AttributeText() {}

    /** Whether the text keeps to the rule. */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
            boolean loneSurrogate = c >= 0xd800 && c < 0xe000;
            boolean noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
            if (control || loneSurrogate || noncharacter) return false;
            i += Character.charCount(c);
        }
        return true;
    }

    static void check(String attribute, String value) {
        if (!isClean(value))
            throw new InvalidEventException(
                    attribute,
                    InvalidEventException.quote(value)
                            + " has a control character, a lone surrogate or a noncharacter");
    }
}

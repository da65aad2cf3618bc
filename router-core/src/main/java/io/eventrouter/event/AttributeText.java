package io.eventrouter.event;

/** CloudEvents' rule for strings: no control characters, no lone surrogates. Stateless. */
final class AttributeText {
    private AttributeText() {}

    static void check(String attribute, String value) {
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
            boolean loneSurrogate = c >= 0xd800 && c < 0xe000;
            if (control || loneSurrogate)
                throw new InvalidEventException(
                        attribute,
                        InvalidEventException.quote(value)
                                + " has a control character or a lone surrogate");
            i += Character.charCount(c);
        }
    }
}

package dev.darkroom.stores.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any text as a header value and back, in the encoded words of RFC 2047, which are what S3 itself answers for such
 * values. Base64 rather than percent signs, because all of an object's metadata must fit in 2 KB and a name of 255
 * Chinese characters has to be among it.
 */
final class MetadataText {
    /** Visible ASCII with single spaces inside: what every signer, proxy and store hands on unchanged. */
    private static final Pattern PLAIN = Pattern.compile("[!-~]+( [!-~]+)*");

    private static final Pattern ENCODED = Pattern.compile("=\\?UTF-8\\?B\\?([A-Za-z0-9+/]*={0,2})\\?=");

    private MetadataText() {}

    static String encode(String text) {
        if (PLAIN.matcher(text).matches() && !text.startsWith("=?")) {
            return text;
        }
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
    }

    /** Reads {@link #encode} back; what others stored in another form stays as it is. */
    static String decode(String value) {
        Matcher match = ENCODED.matcher(value);
        if (!match.matches()) {
            return value;
        }
        try {
            return new String(Base64.getDecoder().decode(match.group(1)), UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}

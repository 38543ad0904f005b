package dev.darkroom.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the file name that a client sent, in the forms that clients use (RFC 6266, RFC 7578, RFC 8187). */
final class SentName {
    private static final Pattern PARAMETER = Pattern.compile(
            ";[ \\t]*(filename\\*?)[ \\t]*=[ \\t]*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXTENDED = Pattern.compile("(?i)(UTF-8|ISO-8859-1)'[^']*'(.*)");

    private SentName() {}

    /** The name in a {@code Content-Disposition}; {@code filename*} before {@code filename}. */
    static Optional<String> inDisposition(String disposition) {
        Optional<String> plain = Optional.empty();
        Optional<String> extended = Optional.empty();
        Matcher parameter = PARAMETER.matcher(disposition);
        while (parameter.find()) {
            String value = parameter.group(2) != null
                    ? parameter.group(2).replaceAll("\\\\([\"\\\\])", "$1")
                    : parameter.group(3);
            if (parameter.group(1).endsWith("*")) {
                extended = extended.or(() -> decodeExtended(value));
            } else if (plain.isEmpty()) {
                plain = Optional.of(utf8(value));
            }
        }
        return extended.isPresent() ? extended : plain;
    }

    /** The name in a header of its own, where everything beyond ASCII is percent-encoded. */
    static Optional<String> inHeader(String header) {
        return percentDecoded(header).flatMap(SentName::strictUtf8).or(() -> Optional.of(utf8(header)));
    }

    private static Optional<String> decodeExtended(String value) {
        Matcher parts = EXTENDED.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = percentDecoded(parts.group(2));
        return parts.group(1).equalsIgnoreCase("UTF-8")
                ? bytes.flatMap(SentName::strictUtf8)
                : bytes.map(latin -> new String(latin, StandardCharsets.ISO_8859_1));
    }

    /** Empty when a percent sign does not begin an escape: then it was not encoded. */
    private static Optional<byte[]> percentDecoded(String text) {
        ByteBuffer out = ByteBuffer.allocate(4 * text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '%') {
                out.put(Character.toString(c)
                        .getBytes(c <= 0xFF ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
                continue;
            }
            int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(at + 2), 16) : -1;
            if (low < 0) {
                return Optional.empty();
            }
            out.put((byte) (high << 4 | low));
            at += 2;
        }
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return Optional.of(bytes);
    }

    /** Header bytes arrive one per character; most clients meant UTF-8. */
    private static String utf8(String text) {
        boolean bytes = text.chars().allMatch(c -> c <= 0xFF);
        return bytes ? strictUtf8(text.getBytes(StandardCharsets.ISO_8859_1)).orElse(text) : text;
    }

    private static Optional<String> strictUtf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

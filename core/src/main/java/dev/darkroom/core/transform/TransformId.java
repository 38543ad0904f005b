package dev.darkroom.core.transform;

import dev.darkroom.core.id.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a transform, {@code name@version+digest}; equal ids give equal outputs for equal inputs.
 *
 * @param name kebab-case
 * @param version raised by people when they mean a change
 * @param digest first 12 hex digits of a SHA-256 over everything that decides the output: parameters, model, code
 */
public record TransformId(String name, int version, String digest) implements Comparable<TransformId> {
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{0,62})@([1-9][0-9]{0,8})\\+([0-9a-f]{12})");

    public TransformId {
        if (!FORM.matcher(name + "@" + version + "+" + digest).matches()) {
            throw new IllegalArgumentException(
                    "TransformId must read name@version+digest: " + name + "@" + version + "+" + digest);
        }
    }

    /** The id of a transform whose output is decided by {@code definition}, a canonical text of its parameters. */
    public static TransformId of(String name, int version, String definition) {
        String hex = ContentHash.of(definition.getBytes(StandardCharsets.UTF_8)).hex();
        return new TransformId(name, version, hex.substring(0, 12));
    }

    /**
     * Reads {@link #toString()} back.
     *
     * @throws IllegalArgumentException when {@code text} has another form
     */
    public static TransformId parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("TransformId must read name@version+digest: " + text);
        }
        return new TransformId(match.group(1), Integer.parseInt(match.group(2)), match.group(3));
    }

    /** The id in characters that need no escape in a URL or object key: {@code name-version-digest}. */
    public String slug() {
        return name + "-" + version + "-" + digest;
    }

    @Override
    public int compareTo(TransformId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return name + "@" + version + "+" + digest;
    }
}

package dev.darkroom.web;

import dev.darkroom.core.id.ContentHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An entity tag (RFC 9110, section 8.8.3). */
public record Etag(String opaque, boolean weak) {
    private static final Pattern FORM = Pattern.compile("(W/)?\"([!\\x23-\\x7e\\x80-\\xff]*)\"");
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*,[ \\t,]*");

    public Etag {
        if (!FORM.matcher("\"" + opaque + "\"").matches()) {
            throw new IllegalArgumentException("Entity tag must have no quotes, spaces or controls: " + opaque);
        }
    }

    /** The strong tag of these very bytes. */
    public static Etag of(ContentHash content) {
        return new Etag(content.hex(), false);
    }

    /** A weak tag: the same meaning, not the same bytes. */
    public static Etag weak(String opaque) {
        return new Etag(opaque, true);
    }

    /** Reads one tag; empty when it is none. */
    public static Optional<Etag> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches() ? Optional.of(new Etag(matcher.group(2), matcher.group(1) != null)) : Optional.empty();
    }

    /** Reads a comma-separated list; what is no tag ends it, because commas may be part of a tag. */
    static List<Etag> parseList(String text) {
        List<Etag> tags = new ArrayList<>();
        Matcher tag = FORM.matcher(text);
        Matcher separator = SEPARATOR.matcher(text);
        int at = text.length() - text.stripLeading().length();
        while (tag.region(at, text.length()).lookingAt()) {
            tags.add(new Etag(tag.group(2), tag.group(1) != null));
            if (!separator.region(tag.end(), text.length()).lookingAt()) {
                break;
            }
            at = separator.end();
        }
        return tags;
    }

    /** Strong comparison: for If-Match and ranges. */
    public boolean matchesStrongly(Etag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /** Weak comparison: for If-None-Match. */
    public boolean matchesWeakly(Etag other) {
        return opaque.equals(other.opaque);
    }

    /** As in a header: {@code "abc"} or {@code W/"abc"}. */
    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }
}

package dev.darkroom.core.id;

import java.util.regex.Pattern;

/** The owner of photos: the subject of an access token, 1 to 64 characters that are safe in an object key. */
public record UserId(String value) implements Comparable<UserId> {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    public UserId {
        if (!SAFE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "UserId must be 1 to 64 letters, digits, '.', '_', '@' or '-', starting with a letter or digit: "
                            + value);
        }
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

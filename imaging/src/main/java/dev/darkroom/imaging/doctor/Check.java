package dev.darkroom.imaging.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param group what it belongs to, such as {@code formats}
 * @param name what it is, such as {@code heic}
 * @param found what is there, for a person
 * @param remedy what to do about it; empty when nothing needs to be done
 */
record Check(String group, String name, Status status, String found, String remedy) {
    /** How good it is. */
    enum Status {
        /** As it should be. */
        OK,
        /** Something works less well, or will not work at one time. */
        WARNING,
        /** Something does not work. */
        MISSING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Check ok(String group, String name, String found) {
        return new Check(group, name, Status.OK, found, "");
    }

    static Check warning(String group, String name, String found, String remedy) {
        return new Check(group, name, Status.WARNING, found, remedy);
    }

    static Check missing(String group, String name, String found, String remedy) {
        return new Check(group, name, Status.MISSING, found, remedy);
    }
}

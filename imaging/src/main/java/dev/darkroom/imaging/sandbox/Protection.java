package dev.darkroom.imaging.sandbox;

/**
 * One of the {@link Protections}, for a person.
 *
 * @param what is protected
 * @param holds whether it is
 * @param found in words
 */
public record Protection(String what, boolean holds, String found) {}

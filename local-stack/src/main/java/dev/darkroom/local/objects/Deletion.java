package dev.darkroom.local.objects;

import java.util.Optional;

/**
 * What is to be deleted.
 *
 * @param version only this version; else the object, or where versions are kept a marker hides it
 */
public record Deletion(String key, Optional<String> version) {}

package dev.darkroom.imaging.natives;

import com.sun.jna.NativeLibrary;

/**
 * A native library in this process, for good.
 *
 * @param origin where it came from, for a person: {@code bundled: ...}, {@code named: ...} or {@code system: ...}
 */
public record LoadedLibrary(NativeLibrary library, String origin) {}

package dev.darkroom.imaging.jpeg;

import com.sun.jna.NativeLibrary;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.natives.NativeName;

/** The libraries of the jar, for tests that call them by hand. */
final class NativeLibraries {
    private NativeLibraries() {}

    static NativeLibrary of(NativeName name) {
        try {
            return name.load().library();
        } catch (RejectedException e) {
            throw new AssertionError("Not in this build: " + name, e);
        }
    }
}

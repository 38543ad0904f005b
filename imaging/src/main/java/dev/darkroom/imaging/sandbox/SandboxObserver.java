package dev.darkroom.imaging.sandbox;

import java.time.Duration;

/** Is told what happens to workers; called by several threads at once. */
public interface SandboxObserver {
    /** For those who need not know. */
    SandboxObserver NONE = new SandboxObserver() {
        @Override
        public void crashed() {}

        @Override
        public void replaced(Duration time) {}
    };

    /** A worker died over a photo. */
    void crashed();

    /** Another worker stood ready, this long after one had died or was ended over a photo. */
    void replaced(Duration time);
}

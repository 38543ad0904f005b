package dev.darkroom.local.stack;

import java.time.Duration;

/** Is told what the stack does while it does it; called from several threads. */
public interface Watcher {
    /** Looks away. */
    Watcher NONE = new Watcher() {};

    /** A process is being started. */
    default void starting(String component) {}

    /** A component serves now. */
    default void ready(String component, Duration took) {}

    /** A component served already and is left alone. */
    default void kept(String component) {}

    /** A component has been asked to end and has ended. */
    default void stopped(String component) {}

    /** Something a person should know, in one sentence. */
    default void note(String sentence) {}
}

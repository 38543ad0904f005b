package dev.darkroom.local.launcher;

import dev.darkroom.local.stack.Watcher;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells a person what the stack does, one line for each thing that happened. */
final class Console implements Watcher {
    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    @Override
    public void ready(String component, Duration took) {
        line("%-14s up after %.1f s", component, took.toMillis() / 1000.0);
    }

    @Override
    public void kept(String component) {
        line("%-14s already up", component);
    }

    @Override
    public void stopped(String component) {
        line("%-14s stopped", component);
    }

    @Override
    public void note(String sentence) {
        line("%s", sentence);
    }

    private void line(String format, Object... values) {
        synchronized (out) {
            out.println(String.format(Locale.ROOT, format, values));
            out.flush();
        }
    }
}

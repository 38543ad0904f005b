package dev.darkroom.local.launcher;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress of long work when the script says that a person watches ({@code darkroom.terminal}); nothing at all when the
 * output goes to a file or another program.
 */
final class Bar {
    private final Optional<ProgressBar> bar;

    private Bar(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    static Bar of(String task, long steps) {
        return new Bar(
                !Boolean.getBoolean("darkroom.terminal")
                        ? Optional.empty()
                        : Optional.of(new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(steps)
                                .setStyle(ProgressBarStyle.ASCII)
                                .build()));
    }

    void step() {
        bar.ifPresent(ProgressBar::step);
    }

    void end() {
        bar.ifPresent(ProgressBar::close);
    }
}

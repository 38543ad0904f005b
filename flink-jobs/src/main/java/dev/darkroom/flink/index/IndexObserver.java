package dev.darkroom.flink.index;

import dev.darkroom.core.port.IndexOutcome;
import java.time.Duration;

/** Is told what becomes of changes; called by several threads at once. */
interface IndexObserver {
    /** One bulk request ended. */
    void took(Duration time);

    /** One change got this answer. */
    void answered(IndexOutcome outcome);

    /** One change was applied, this long after its event. */
    void indexed(Duration sinceEvent);

    /** One record was set aside. */
    void setAside();
}

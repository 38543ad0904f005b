package dev.darkroom.flink.develop;

import dev.darkroom.core.error.Reason;
import java.time.Duration;

/** Is told what happens while photos are developed; called by several threads at once. */
interface DevelopObserver {
    /** One stage of one photo ended, well or not. */
    void took(Stage stage, Duration time);

    /** A photo was completed, this long after its upload. */
    void derived(Duration sinceUpload);

    /** A photo was rejected. */
    void rejected(Reason reason);

    /** A photo was deleted before it was developed. */
    void gone();
}

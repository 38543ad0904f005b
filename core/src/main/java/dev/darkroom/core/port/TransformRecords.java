package dev.darkroom.core.port;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.UpgradeStep;
import java.util.List;

/**
 * What is known of versions beside their state in the {@link TransformRegistry}: how far the archive has them, and what
 * upgrades to them have done. Every method throws {@link UnavailableException} when the store does not answer after bounded
 * retries.
 */
public interface TransformRecords extends Port {
    /** The most steps that {@link #steps} returns. */
    int MAX_STEPS = 200;

    /** Keeps this count of its version unless a newer one is there. */
    void count(Coverage coverage);

    /** The newest count of every version that was ever counted, by version. */
    List<Coverage> coverage();

    /**
     * Keeps that a step was done, and writes it to the audit log; one that was done before is done again.
     *
     * @return the step with the time at which it was kept
     */
    UpgradeStep done(UpgradeStep step);

    /** The newest steps of all upgrades of {@code name}, oldest first. */
    List<UpgradeStep> steps(String name);
}

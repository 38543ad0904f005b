package dev.darkroom.local.upgrade;

import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.UpgradeStep;
import dev.darkroom.local.process.StackException;
import java.util.List;

/** The registry, and the record of what upgrades have done, as an upgrade needs them. Every change can be repeated. */
interface Control {
    /** Every version of the transform. */
    List<Version> versions() throws StackException, InterruptedException;

    /** Makes the definition a shadow; its version as it then is, which may be live already. */
    Version register(String definition) throws StackException, InterruptedException;

    void promote(String id) throws StackException, InterruptedException;

    void rollback() throws StackException, InterruptedException;

    void retire(String id) throws StackException, InterruptedException;

    /** What upgrades have done, oldest first. */
    List<UpgradeStep> steps() throws StackException, InterruptedException;

    /** Keeps that a step was done; the step with its time. */
    UpgradeStep done(UpgradeStep step) throws StackException, InterruptedException;

    /**
     * A registered version.
     *
     * @param id as {@code transforms list} prints it
     * @param definition the text that decides its outputs
     */
    record Version(String id, TransformState state, String definition) {}
}

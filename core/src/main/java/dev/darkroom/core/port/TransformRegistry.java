package dev.darkroom.core.port;

import dev.darkroom.core.error.TransitionRefusedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformVersion;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Every version of every transform and its state: which one answers are made of, and which one is being prepared. Each
 * change is one transaction, writes one row of the audit log with its {@code actor}, and can be repeated; a repetition
 * changes and writes nothing. Of each name at most one version is live and at most one is a shadow, also when many
 * change it at once. Every method throws {@link UnavailableException} when the store does not answer after bounded
 * retries.
 */
public interface TransformRegistry extends Port {
    /** All versions, ordered by name, then by the time of their registration. */
    List<TransformVersion> all();

    /**
     * Makes {@code id} a shadow: it is new, or was retired. A version that is a shadow or live stays what it is.
     *
     * @return the version as it now is
     * @throws TransitionRefusedException when another version of the name is a shadow
     */
    TransformVersion register(TransformId id, TransformInput input, String definition, String actor);

    /**
     * Makes {@code id} live at once: for the first version of a name, and for what a release of Darkroom itself decides.
     * The live version before it is retired, because the code that made it is gone. A shadow stays what it is.
     *
     * @return the version as it now is
     */
    TransformVersion adopt(TransformId id, TransformInput input, String definition, String actor);

    /**
     * Flips the name to the shadow {@code id}, which becomes live. The live version becomes the shadow: new photos go on
     * getting both, so that {@link #rollback} finds nothing missing, until it is retired.
     *
     * @return the version as it now is
     * @throws NoSuchElementException when it is not registered
     * @throws TransitionRefusedException when it is retired
     */
    TransformVersion promote(TransformId id, String actor);

    /**
     * Undoes the last flip of {@code name}: what was live before is live again, and what is live becomes the shadow.
     *
     * @return the version that is live now
     * @throws TransitionRefusedException when there was no flip, or what was live before it is retired by now
     */
    TransformVersion rollback(String name, String actor);

    /**
     * Gives up the shadow {@code id}.
     *
     * @return the version as it now is
     * @throws NoSuchElementException when it is not registered
     * @throws TransitionRefusedException when it is live
     */
    TransformVersion retire(TransformId id, String actor);
}

package dev.darkroom.flink.develop;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Original;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Develops a completed photo by a recipe that is not live, and keeps the result beside its row. What goes wrong here
 * never touches the photo: a fault of the photo is a failed derivation, and where a store or decoder is away there is no
 * derivation, so that the next backfill makes it. Safe for threads.
 */
final class ShadowDevelopment {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowDevelopment.class);

    private final DevelopPorts ports;
    private final Renditions renditions;
    private final Patience patience;

    ShadowDevelopment(DevelopPorts ports, Renditions renditions, Patience patience) {
        this.ports = ports;
        this.renditions = renditions;
        this.patience = patience;
    }

    /** What became of it, if anything did. */
    Optional<Derivation> develop(Upload upload, Original original, Transform<Original, DevelopedPhoto> shadow) {
        try {
            DevelopedPhoto developed = shadow.apply(original);
            renditions.put(upload, developed);
            return keep(upload, developed)
                    ? Optional.of(derivation(upload, shadow, new Derivation.Done()))
                    : gone(upload, shadow);
        } catch (RejectedException e) {
            LOG.info(
                    "Shadow {} fails photo {}: {}, {}",
                    shadow.id(),
                    upload.id(),
                    e.reason().code(),
                    e.getMessage());
            return Optional.of(derivation(upload, shadow, new Derivation.Failed(e.reason())));
        } catch (UnavailableException e) {
            LOG.warn("Photo {} is left to a backfill of {}: {}", upload.id(), shadow.id(), e.getMessage());
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Shadow {} failed photo {} in a way that nobody foresaw", shadow.id(), upload.id(), e);
            return Optional.of(derivation(upload, shadow, new Derivation.Failed(Reason.DECODER_FAILED)));
        }
    }

    private boolean keep(Upload upload, DevelopedPhoto developed) {
        Map<PhotoId, DerivedRenditions> made =
                Map.of(upload.id(), developed.developed().derivedRenditions());
        return !patience.call(() -> ports.renditions().putAll(upload.owner(), made))
                .isEmpty();
    }

    /** The deletion may have run before our files were there: it is ours to leave nothing. */
    private Optional<Derivation> gone(Upload upload, Transform<Original, DevelopedPhoto> shadow) {
        renditions.deleteAll(shadow.id(), upload);
        return Optional.empty();
    }

    private static Derivation derivation(Upload upload, Transform<?, ?> shadow, Derivation.Outcome outcome) {
        return new Derivation(upload.owner(), upload.id(), shadow.id(), outcome);
    }
}

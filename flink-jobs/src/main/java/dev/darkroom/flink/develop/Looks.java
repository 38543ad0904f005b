package dev.darkroom.flink.develop;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.look.Look;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.imaging.rendition.Renderer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a photo looks like by each definition. What goes wrong here never touches the photo: it is a failed derivation.
 *
 * @param outcomes of each definition
 * @param vectors of those that are done
 */
record Looks(List<Derivation> outcomes, Map<TransformId, List<Float>> vectors) {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    /** Those of {@code upload}, by the bytes of its proxy, as it was just stored. */
    static Looks of(Upload upload, byte[] proxy, List<LookDefinition> definitions) {
        List<Derivation> outcomes = new ArrayList<>();
        Map<TransformId, List<Float>> vectors = new HashMap<>();
        for (LookDefinition definition : definitions) {
            Derivation.Outcome outcome;
            try {
                vectors.put(definition.id(), new Look(Renderer.load(), definition).apply(proxy));
                outcome = new Derivation.Done();
            } catch (RejectedException e) {
                LOG.warn(
                        "{} fails photo {}: {}, {}",
                        definition.id(),
                        upload.id(),
                        e.reason().code(),
                        e.getMessage());
                outcome = new Derivation.Failed(e.reason());
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("{} failed photo {} in a way that nobody foresaw", definition.id(), upload.id(), e);
                outcome = new Derivation.Failed(Reason.DECODER_FAILED);
            }
            outcomes.add(new Derivation(upload.owner(), upload.id(), definition.id(), outcome));
        }
        return new Looks(outcomes, vectors);
    }
}

package dev.darkroom.spark.compare;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.BuiltInTransforms;
import dev.darkroom.imaging.look.LookDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The two versions that are compared. */
record Versions(TransformId old, TransformId now) {
    private static final Set<String> NAMES = Set.of(BuiltInTransforms.RENDITIONS, LookDefinition.NAME);

    /**
     * {@code now}, and what it is to be compared with: {@code against}, else the live version, else the shadow.
     *
     * @throws IllegalArgumentException when there are no two, with what to do
     */
    static Versions of(List<TransformVersion> registered, TransformId now, Optional<TransformId> against) {
        if (!NAMES.contains(now.name())) {
            throw new IllegalArgumentException(
                    "Only versions of renditions and of look stand side by side and can be compared; " + now
                            + " comes with a release of Darkroom: ./darkroom job parity compares that with what is stored");
        }
        known(registered, now);
        against.ifPresent(other -> known(registered, other));
        TransformId old = against.or(() -> other(registered, now, TransformState.LIVE))
                .or(() -> other(registered, now, TransformState.SHADOW))
                .orElseThrow(() -> new IllegalArgumentException(
                        "No other version of " + now.name() + " is live or a shadow: name one with --against"));
        if (!old.name().equals(now.name())) {
            throw new IllegalArgumentException("--against must be a version of " + now.name() + ": " + old);
        }
        return new Versions(old, now);
    }

    /** Whether they make what photos are found by, and no files. */
    boolean areLooks() {
        return now.name().equals(LookDefinition.NAME);
    }

    private static void known(List<TransformVersion> registered, TransformId id) {
        if (registered.stream().noneMatch(version -> version.id().equals(id))) {
            throw new IllegalArgumentException(
                    "No transform " + id + " is registered: ./darkroom transforms list shows those that are");
        }
    }

    private static Optional<TransformId> other(
            List<TransformVersion> registered, TransformId now, TransformState state) {
        return registered.stream()
                .filter(version -> version.state() == state)
                .map(TransformVersion::id)
                .filter(id -> id.name().equals(now.name()) && !id.equals(now))
                .findFirst();
    }
}

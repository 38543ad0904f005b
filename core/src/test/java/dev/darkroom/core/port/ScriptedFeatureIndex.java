package dev.darkroom.core.port;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.port.IndexChange.Remove;
import dev.darkroom.core.transform.TransformId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/** Gives answers to changes that a healthy index cannot be made to give, and keeps no vector. */
public final class ScriptedFeatureIndex implements FeatureIndex {
    /** What was asked for, in its order: each list is the photos of one request. */
    public final List<List<PhotoId>> requests = new ArrayList<>();

    public final List<Remove> removed = new ArrayList<>();
    public final Set<TransformId> spaces = new LinkedHashSet<>();
    public final List<TransformId> refreshed = new ArrayList<>();
    private final Function<PhotoId, IndexOutcome> answer;

    /** {@code answer}: to each photo that is in a request to an open space. */
    public ScriptedFeatureIndex(Function<PhotoId, IndexOutcome> answer) {
        this.answer = answer;
    }

    @Override
    public void open(TransformId version, int dimensions) {
        spaces.add(version);
    }

    @Override
    public List<TransformId> opened() {
        return List.copyOf(spaces);
    }

    @Override
    public CompletableFuture<List<IndexOutcome>> put(TransformId version, List<FeatureVector> vectors) {
        requests.add(vectors.stream().map(FeatureVector::photo).toList());
        return CompletableFuture.completedFuture(vectors.stream()
                .map(vector -> spaces.contains(version)
                        ? answer.apply(vector.photo())
                        : new IndexOutcome.Refused("There is no space"))
                .toList());
    }

    @Override
    public CompletableFuture<List<IndexOutcome>> remove(List<Remove> removals) {
        removed.addAll(removals);
        return CompletableFuture.completedFuture(
                removals.stream().map(removal -> answer.apply(removal.photo())).toList());
    }

    @Override
    public Optional<List<Float>> find(TransformId version, UserId owner, PhotoId photo) {
        return Optional.empty();
    }

    @Override
    public List<PhotoId> nearest(TransformId version, UserId owner, List<Float> vector, int limit) {
        return List.of();
    }

    @Override
    public void scan(TransformId version, Optional<UserId> owner, ObjLongConsumer<PhotoId> consumer) {}

    @Override
    public long count(TransformId version) {
        return 0;
    }

    @Override
    public void refresh(Collection<TransformId> versions) {
        refreshed.addAll(versions);
    }

    @Override
    public void drop(TransformId version) {
        spaces.remove(version);
    }

    @Override
    public void check() {}

    @Override
    public void close() {}
}

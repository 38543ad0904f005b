package dev.darkroom.local.upgrade;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.UpgradeStep;
import dev.darkroom.local.process.StackException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A registry in memory, with the real one's rules; it can end the upgrade that uses it, as {@code kill -9} would. */
final class MemoryControl implements Control {
    private final Map<String, Version> versions = new LinkedHashMap<>();
    private final List<UpgradeStep> steps = new ArrayList<>();
    private int callsToLive = Integer.MAX_VALUE;
    private boolean diesAfterTheEffect;

    MemoryControl(String live) {
        put(live, TransformState.LIVE);
    }

    static String id(String recipe) {
        return TransformId.of("renditions", 2, recipe).toString();
    }

    /** Whoever makes the change number {@code calls} from now dies, just before or just after it has its effect. */
    void dieAt(int calls, boolean afterTheEffect) {
        callsToLive = calls;
        diesAfterTheEffect = afterTheEffect;
    }

    void live() {
        callsToLive = Integer.MAX_VALUE;
    }

    TransformState state(String recipe) {
        return versions.get(id(recipe)).state();
    }

    @Override
    public List<Version> versions() {
        return List.copyOf(versions.values());
    }

    @Override
    public Version register(String recipe) throws StackException {
        if (!versions.containsKey(id(recipe)) || state(recipe) == TransformState.RETIRED) {
            if (find(TransformState.SHADOW) != null) {
                throw new StackException("There is a shadow already");
            }
            change(() -> put(recipe, TransformState.SHADOW));
        }
        return versions.get(id(recipe));
    }

    @Override
    public void promote(String id) {
        change(() -> swap(versions.get(id)));
    }

    @Override
    public void rollback() {
        change(() -> swap(find(TransformState.SHADOW)));
    }

    @Override
    public void retire(String id) {
        change(() -> put(versions.get(id).definition(), TransformState.RETIRED));
    }

    @Override
    public List<UpgradeStep> steps() {
        return List.copyOf(steps);
    }

    @Override
    public UpgradeStep done(UpgradeStep step) {
        change(() -> {
            steps.removeIf(old -> old.upgrade().equals(step.upgrade()) && old.stage() == step.stage());
            steps.add(new UpgradeStep(
                    step.upgrade(), step.transform(), step.stage(), step.detail(), "ada", Instant.now()));
        });
        return steps.get(steps.size() - 1);
    }

    private void change(Runnable effect) {
        callsToLive--;
        if (callsToLive <= 0 && !diesAfterTheEffect) {
            throw new Killed();
        }
        effect.run();
        if (callsToLive <= 0) {
            throw new Killed();
        }
    }

    private void swap(Version next) {
        Version live = find(TransformState.LIVE);
        if (!live.equals(next)) {
            put(live.definition(), TransformState.SHADOW);
            put(next.definition(), TransformState.LIVE);
        }
    }

    private void put(String recipe, TransformState state) {
        versions.put(id(recipe), new Version(id(recipe), state, recipe));
    }

    private Version find(TransformState state) {
        return versions.values().stream()
                .filter(version -> version.state() == state)
                .findFirst()
                .orElse(null);
    }

    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}

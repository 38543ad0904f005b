package dev.darkroom.local.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.UpgradeStep;
import dev.darkroom.core.transform.UpgradeStep.Stage;
import dev.darkroom.local.process.StackException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The steps that one upgrade has done, each kept before the next one begins. */
final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Control control;
    private final String upgrade;
    private final TransformId transform;
    private final Map<Stage, UpgradeStep> steps = new EnumMap<>(Stage.class);

    private Journal(Control control, String upgrade, TransformId transform) {
        this.control = control;
        this.upgrade = upgrade;
        this.transform = transform;
    }

    /** A new one to {@code transform}; nothing of it is kept yet. */
    static Journal begin(Control control, TransformId transform) {
        return new Journal(control, UUID.randomUUID().toString(), transform);
    }

    /** That of the upgrade that has done something last. */
    static Optional<Journal> newest(Control control) throws StackException, InterruptedException {
        List<UpgradeStep> all = control.steps();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        UpgradeStep last = all.get(all.size() - 1);
        Journal journal = new Journal(control, last.upgrade(), last.transform());
        all.stream()
                .filter(step -> step.upgrade().equals(last.upgrade()))
                .forEach(step -> journal.steps.put(step.stage(), step));
        return Optional.of(journal);
    }

    String upgrade() {
        return upgrade;
    }

    TransformId transform() {
        return transform;
    }

    boolean has(Stage stage) {
        return steps.containsKey(stage);
    }

    /** Nothing more is to be done. */
    boolean isClosed() {
        return has(Stage.RETIRED) || has(Stage.ROLLED_BACK);
    }

    /** What the upgrade has come to. */
    Stage last() {
        return steps.values().stream()
                .max(Comparator.comparing(UpgradeStep::stage))
                .orElseThrow()
                .stage();
    }

    List<UpgradeStep> steps() {
        return List.copyOf(steps.values());
    }

    Instant doneAt(Stage stage) {
        return steps.get(stage).doneAt();
    }

    /** What a step found; an empty object when it was not done. */
    JsonNode detail(Stage stage) {
        try {
            return has(stage) ? JSON.readTree(steps.get(stage).detail()) : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Step " + stage.code() + " of upgrade " + upgrade + " is no JSON", e);
        }
    }

    /** Keeps that a step was done, and what it found. */
    void done(Stage stage, Object detail) throws StackException, InterruptedException {
        try {
            String text = JSON.writeValueAsString(detail);
            steps.put(stage, control.done(new UpgradeStep(upgrade, transform, stage, text, "operator", Instant.now())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What step " + stage.code() + " found is no JSON", e);
        }
    }
}

package dev.darkroom.local.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.UpgradeStep;
import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.process.StackException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The control of a running stack, over the administrators' interface. */
final class AdminControl implements Control {
    private final AdminClient admin;
    private final String name;

    /** {@code name} of the transform. */
    AdminControl(AdminClient admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    @Override
    public List<Version> versions() throws StackException, InterruptedException {
        List<Version> found = new ArrayList<>();
        for (JsonNode version : admin.transforms()) {
            if (version.path("name").asText().equals(name)) {
                found.add(version(version));
            }
        }
        return found;
    }

    @Override
    public Version register(String definition) throws StackException, InterruptedException {
        return version(admin.register(name, definition));
    }

    @Override
    public void promote(String id) throws StackException, InterruptedException {
        admin.move(id, TransformState.LIVE.code());
    }

    @Override
    public void rollback() throws StackException, InterruptedException {
        admin.rollback(name);
    }

    @Override
    public void retire(String id) throws StackException, InterruptedException {
        admin.move(id, TransformState.RETIRED.code());
    }

    @Override
    public List<UpgradeStep> steps() throws StackException, InterruptedException {
        List<UpgradeStep> found = new ArrayList<>();
        for (JsonNode step : admin.upgradeSteps(name)) {
            found.add(step(step));
        }
        return found;
    }

    @Override
    public UpgradeStep done(UpgradeStep step) throws StackException, InterruptedException {
        return step(admin.noteUpgradeStep(
                step.transform().toString(), step.upgrade(), step.stage().code(), step.detail()));
    }

    private static Version version(JsonNode version) {
        return new Version(
                version.path("transform").asText(),
                TransformState.ofCode(version.path("state").asText()),
                version.path("definition").asText());
    }

    private static UpgradeStep step(JsonNode step) {
        return new UpgradeStep(
                step.path("upgrade").asText(),
                TransformId.parse(step.path("transform").asText()),
                UpgradeStep.Stage.ofCode(step.path("stage").asText()),
                step.path("detail").asText(),
                step.path("actor").asText(),
                Instant.parse(step.path("done_at").asText()));
    }
}

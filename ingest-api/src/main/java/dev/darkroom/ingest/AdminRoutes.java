package dev.darkroom.ingest;

import dev.darkroom.core.error.TransitionRefusedException;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.UpgradeStep;
import dev.darkroom.core.transform.UpgradeStep.Stage;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.Json;
import dev.darkroom.web.ProblemException;
import dev.darkroom.web.Routes;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** What administrators change: which version of a transform is live. Everyone else is refused before anything is read. */
final class AdminRoutes {
    private static final String ADMIN = "admin";
    private static final int MAX_JSON_BYTES = 256 << 10;
    private static final Duration JSON_DEADLINE = Duration.ofSeconds(30);

    private final BearerAuth auth;
    private final TransformAdmin transforms;

    AdminRoutes(BearerAuth auth, TransformAdmin transforms) {
        this.auth = auth;
        this.transforms = transforms;
    }

    void declare(Routes routes) {
        routes.get("/v1/admin/transforms", as((request, admin) -> list(request)))
                .post("/v1/admin/transforms", as(this::register))
                .put("/v1/admin/transforms/{transform}/state", as(this::move))
                .post("/v1/admin/transforms/{name}/rollback", as(this::rollback))
                .get("/v1/admin/transforms/{name}/upgrades", as((request, admin) -> steps(request)))
                .put("/v1/admin/transforms/{transform}/upgrades/{upgrade}/{stage}", as(this::done));
    }

    private void list(Context request) {
        Routes.json(request, 200, new Listing(transforms.all()));
    }

    private void register(Context request, UserId admin) throws IOException {
        NewTransform wanted = body(request, NewTransform.class);
        Routes.json(
                request,
                200,
                TransformAnswer.of(transforms.register(wanted.name(), wanted.definition(), admin.value())));
    }

    private void move(Context request, UserId admin) throws IOException {
        TransformId id = parsed("transform", request.pathParam("transform"), TransformId::parse);
        TransformState state = parsed("state", body(request, NewState.class).state(), TransformState::ofCode);
        Routes.json(request, 200, TransformAnswer.of(transforms.move(id, state, admin.value())));
    }

    private void rollback(Context request, UserId admin) {
        Routes.json(request, 200, TransformAnswer.of(transforms.rollback(request.pathParam("name"), admin.value())));
    }

    private void steps(Context request) {
        List<StepAnswer> steps = transforms.steps(request.pathParam("name")).stream()
                .map(StepAnswer::of)
                .toList();
        Routes.json(request, 200, new Steps(steps));
    }

    private void done(Context request, UserId admin) throws IOException {
        TransformId id = parsed("transform", request.pathParam("transform"), TransformId::parse);
        Stage stage = parsed("stage of an upgrade", request.pathParam("stage"), Stage::ofCode);
        String detail = body(request, NewStep.class).detail();
        UpgradeStep step = parsed(
                "step of an upgrade",
                request.pathParam("upgrade"),
                upgrade -> new UpgradeStep(upgrade, id, stage, detail, admin.value(), Instant.now()));
        Routes.json(request, 200, StepAnswer.of(transforms.done(step)));
    }

    private Handler as(Operation operation) {
        return request -> {
            UserId admin = auth.authenticate(Routes.header(request, "Authorization"), ADMIN);
            try {
                operation.run(request, admin);
            } catch (TransitionRefusedException e) {
                throw ProblemException.of(ErrorCode.CONFLICT, e.getMessage(), e);
            } catch (NoSuchElementException e) {
                throw ProblemException.of(ErrorCode.NOT_FOUND, e.getMessage(), e);
            }
        };
    }

    private static <T> T body(Context request, Class<T> type) throws IOException {
        InputStream body = request.req().getInputStream();
        byte[] json = new RequestBody(body, JSON_DEADLINE)
                .readAtMost(MAX_JSON_BYTES)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.CONTENT_TOO_LARGE, "A transform takes at most " + MAX_JSON_BYTES + " bytes of JSON"));
        return Json.read(json, type);
    }

    private static <T> T parsed(String what, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                    ErrorCode.INVALID_REQUEST,
                    "Not a " + what + ": " + text.substring(0, Math.min(text.length(), 100))
                            + "; see GET /v1/admin/transforms",
                    e);
        }
    }

    private interface Operation {
        void run(Context request, UserId admin) throws IOException;
    }

    private record NewTransform(String name, String definition) {}

    private record NewState(String state) {}

    private record Listing(List<TransformAnswer> transforms) {}

    private record NewStep(String detail) {}

    private record Steps(List<StepAnswer> steps) {}

    private record StepAnswer(
            String upgrade, String transform, String stage, String detail, String actor, Instant doneAt) {
        static StepAnswer of(UpgradeStep step) {
            return new StepAnswer(
                    step.upgrade(),
                    step.transform().toString(),
                    step.stage().code(),
                    step.detail(),
                    step.actor(),
                    step.doneAt());
        }
    }
}

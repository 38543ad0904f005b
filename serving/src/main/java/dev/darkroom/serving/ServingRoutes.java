package dev.darkroom.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.Preconditions;
import dev.darkroom.web.ProblemException;
import dev.darkroom.web.Routes;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The routes: each says who asks, takes the request apart, calls one handler, and writes its answer. */
final class ServingRoutes {
    /** Every parameter that the route of one photo knows. */
    private static final Set<String> PHOTO_NAMES = Set.of("search");

    private final BearerAuth auth;
    private final PhotoHandler photos;
    private final TimelineHandler timeline;
    private final SearchHandler search;
    private final FileSender files;

    ServingRoutes(
            BearerAuth auth, PhotoHandler photos, TimelineHandler timeline, SearchHandler search, FileSender files) {
        this.auth = auth;
        this.photos = photos;
        this.timeline = timeline;
        this.search = search;
        this.files = files;
    }

    /** Declares every route but the gallery's. */
    void declare(Routes routes) {
        routes.resource("/openapi.yaml", "/openapi/serving.yaml", "application/yaml");
        routes.get("/v1/photos", request -> {
            UserId user = user(request);
            json(request, timeline.page(user, parameters(request, TimelineHandler.NAMES)));
        });
        routes.get("/v1/search", request -> {
            UserId user = user(request);
            Parameters in = parameters(request, SearchParameters.NAMES);
            json(request, search.search(user, in, offset -> searchFrom(offset, request.queryParamMap())));
        });
        routes.get("/v1/photos/{id}", request -> {
            UserId user = user(request);
            Parameters in = parameters(request, PHOTO_NAMES);
            tagged(request, photos.describe(user, id(request), search(in)));
        });
        routes.get("/v1/photos/{id}/renditions/{size}", request -> {
            UserId user = user(request);
            Parameters in = parameters(request, FileSender.RENDITION_NAMES);
            ServedFile file =
                    photos.rendition(user, id(request), request.pathParam("size"), in.text("recipe"), search(in));
            files.send(request, file, in);
        });
        routes.get("/v1/photos/{id}/original", request -> {
            UserId user = user(request);
            Parameters in = parameters(request, FileSender.NAMES);
            files.send(request, photos.original(user, id(request), search(in)), in);
        });
    }

    private UserId user(Context request) {
        return auth.authenticate(Routes.header(request, "Authorization"));
    }

    private static String id(Context request) {
        return request.pathParam("id");
    }

    /** Which search the photo was opened from, as the client says. */
    private static Optional<SearchId> search(Parameters in) {
        return in.as("search", "the search_id of an answer to a search", SearchId::parse);
    }

    private static Parameters parameters(Context request, Set<String> known) {
        return Parameters.of(request.queryParamMap(), known);
    }

    private static void json(Context request, ObjectNode body) {
        request.header("Cache-Control", "private, no-store");
        Routes.json(request, 200, body);
    }

    private static void tagged(Context request, Answer answer) {
        request.header("ETag", answer.etag().toString())
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization");
        Preconditions conditions = Preconditions.of(name -> Routes.listHeader(request, name));
        switch (conditions.evaluate(true, answer.etag(), Optional.empty())) {
            case NOT_MODIFIED -> request.status(304);
            case FAILED ->
                throw ProblemException.of(
                        ErrorCode.PRECONDITION_FAILED,
                        "A photo has the weak entity tag " + answer.etag()
                                + ", which no If-Match can name; leave it out");
            case PROCEED -> Routes.json(request, 200, answer.body());
        }
    }

    private static String searchFrom(int offset, Map<String, List<String>> given) {
        Map<String, List<String>> changed = new TreeMap<>(given);
        changed.put("offset", List.of(Integer.toString(offset)));
        List<String> pairs = new ArrayList<>();
        changed.forEach(
                (name, values) -> pairs.add(name + "=" + URLEncoder.encode(values.get(0), StandardCharsets.UTF_8)));
        return "/v1/search?" + String.join("&", pairs);
    }
}

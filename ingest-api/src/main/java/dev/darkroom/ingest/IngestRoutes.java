package dev.darkroom.ingest;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.Registration;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.Json;
import dev.darkroom.web.ProblemException;
import dev.darkroom.web.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes requests apart and answers together; who may do what, and how much of it, is decided here first. */
final class IngestRoutes {
    private static final int MAX_SHOWN_CHARS = 100;
    private static final int MAX_JSON_BYTES = 64 << 10;
    private static final Duration JSON_DEADLINE = Duration.ofSeconds(30);
    private static final long FORM_OVERHEAD_BYTES = (256 << 10) + ReceivedSidecar.MAX_BYTES;

    private final BearerAuth auth;
    private final RateLimits rates;
    private final UserShare uploadShare;
    private final UserShare changeShare;
    private final Admission admission;
    private final UnreadBody unread = new UnreadBody();
    private final long maxBytes;
    private final IngestMetrics metrics;
    private final UploadHandler uploads;
    private final DeleteHandler deletes;
    private final TagHandler tags;

    IngestRoutes(
            BearerAuth auth,
            IngestSettings settings,
            IngestMetrics metrics,
            UploadHandler uploads,
            DeleteHandler deletes,
            TagHandler tags) {
        this.auth = auth;
        this.rates = new RateLimits(settings.writesPerSecond(), settings.writeBurst());
        this.uploadShare = new UserShare("uploads", settings.userShare());
        this.changeShare = new UserShare("changes of photos", settings.userShare());
        this.admission = new Admission(settings.maxUploads(), settings.maxTempBytes(), settings.patience());
        this.maxBytes = settings.image().maxBytes();
        this.metrics = metrics;
        this.uploads = uploads;
        this.deletes = deletes;
        this.tags = tags;
        metrics.watch(() -> settings.maxUploads() - admission.free());
    }

    void declare(Routes routes) {
        routes.post("/v1/photos", this::upload)
                .delete("/v1/photos/{id}", this::delete)
                .put("/v1/photos/{id}/tags", this::tag)
                .resource("/openapi.yaml", "/openapi/ingest.yaml", "application/yaml");
    }

    private void upload(Context request) throws IOException {
        try {
            Registration registration = admitted(request);
            Photo photo = registration.photo();
            boolean duplicate = registration.outcome() == Registration.Outcome.DUPLICATE
                    || registration.outcome() == Registration.Outcome.AMENDED;
            request.header("Location", "/v1/photos/" + photo.id());
            Routes.json(request, duplicate ? 200 : 201, PhotoAnswer.of(photo, duplicate));
        } catch (ProblemException e) {
            metrics.outcome(e.code().slug());
            if (e.code() != ErrorCode.UNAUTHENTICATED) {
                unread.discard(request.req());
            }
            throw e;
        } catch (RuntimeException e) {
            metrics.outcome("failed");
            throw e;
        }
    }

    private Registration admitted(Context request) throws IOException {
        UserId owner = sender(request);
        OptionalLong length = length(request);
        refuseEncoded(request);
        boolean form = MultipartBody.isMultipart(Routes.header(request, "Content-Type"));
        long most = form ? maxBytes + FORM_OVERHEAD_BYTES : maxBytes;
        if (length.orElse(0) > most) {
            throw Uploads.tooLarge(Long.toString(length.getAsLong()), maxBytes);
        }
        Optional<String> digest = Routes.listHeader(request, "Content-Digest");
        ContentDigest promise = ContentDigest.parse(digest);
        if (digest.isPresent() && promise.isEmpty()) {
            // Else the client would take an upload for checked that was not.
            request.header(ContentDigest.WANT, ContentDigest.WANTED);
        }
        UploadRequest upload = new UploadRequest(
                owner,
                Routes.header(request, "Content-Type"),
                promise,
                Routes.header(request, "Content-Disposition"),
                Routes.header(request, "X-File-Name"),
                length,
                request.req().getInputStream());
        long atMost = Math.min(length.orElse(maxBytes), maxBytes);
        return uploadShare.within(owner, () -> admission.admitted(atMost, () -> uploads.upload(upload)));
    }

    private void delete(Context request) {
        UserId owner = sender(request);
        PhotoId photo = photo(request);
        if (!changeShare.within(owner, () -> deletes.delete(owner, photo))) {
            throw missing(photo.toString());
        }
        request.status(204);
    }

    private void tag(Context request) throws IOException {
        UserId owner = sender(request);
        PhotoId photo = photo(request);
        refuseEncoded(request);
        InputStream body = request.req().getInputStream();
        Photo tagged = changeShare
                .within(owner, () -> tags.tag(owner, photo, tagList(body)))
                .orElseThrow(() -> missing(photo.toString()));
        Routes.json(request, 200, new TagAnswer(photo.toString(), tagged.version(), tagged.tags()));
    }

    private static TagList tagList(InputStream body) {
        byte[] json = new RequestBody(body, JSON_DEADLINE)
                .readAtMost(MAX_JSON_BYTES)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.CONTENT_TOO_LARGE, "Tags take at most " + MAX_JSON_BYTES + " bytes of JSON"));
        return Json.read(json, TagList.class);
    }

    private UserId sender(Context request) {
        UserId user = auth.authenticate(Routes.header(request, "Authorization"));
        rates.take(user).forEach(request::header);
        return user;
    }

    private static OptionalLong length(Context request) {
        long length = request.req().getContentLengthLong();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    private static void refuseEncoded(Context request) {
        String encoding = Routes.header(request, "Content-Encoding").orElse("identity");
        if (!encoding.toLowerCase(Locale.ROOT).equals("identity")) {
            throw ProblemException.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without a Content-Encoding");
        }
    }

    /** What is no UUID names no photo, as one that nobody uploaded does. */
    private static PhotoId photo(Context request) {
        String id = request.pathParam("id");
        try {
            return PhotoId.parse(id);
        } catch (IllegalArgumentException e) {
            throw missing(id.substring(0, Math.min(id.length(), MAX_SHOWN_CHARS)));
        }
    }

    private static ProblemException missing(String photo) {
        return ProblemException.of(ErrorCode.NOT_FOUND, "You have no photo with the id " + photo);
    }

    /** What setting tags is answered with. */
    private record TagAnswer(String id, long version, List<String> tags) {}
}

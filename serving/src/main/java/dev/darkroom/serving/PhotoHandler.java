package dev.darkroom.serving;

import dev.darkroom.core.event.PhotoViewed.What;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.Etag;
import dev.darkroom.web.ProblemException;
import java.util.List;
import java.util.Optional;

/** Answers for one photo: its description, its renditions, its original. What belongs to others does not exist here. */
final class PhotoHandler {
    /** Smaller renditions are for lists, where a photo is not looked at by itself. */
    private static final int SCREEN = 1_000;

    private final PhotoReader reader;
    private final PhotoJson json;
    private final SignedUrls urls;
    private final ViewLog views;

    PhotoHandler(PhotoReader reader, PhotoJson json, SignedUrls urls, ViewLog views) {
        this.reader = reader;
        this.json = json;
        this.urls = urls;
        this.views = views;
    }

    /** All there is to know of a photo; counts as a view. */
    Answer describe(UserId owner, String id, Optional<SearchId> search) {
        Photo photo = view(owner, id, What.PHOTO, search);
        // The period is part of the tag: a 304 must not leave a client with signed URLs that have expired. So is the
        // recipe, which changes at a flip, when no photo does.
        String recipe = photo.developed()
                .map(developed -> "-" + developed.renditionTransform().digest())
                .orElse("");
        Etag etag = Etag.weak("v" + photo.version() + recipe + "-" + urls.period());
        return new Answer(json.whole(photo), etag);
    }

    /**
     * One rendition; by {@code recipe}, when that is given, and then always the same bytes. Counts as a view when it is
     * large enough to be looked at.
     */
    ServedFile rendition(UserId owner, String id, String size, Optional<String> recipe, Optional<SearchId> search) {
        Photo photo = find(owner, id);
        Optional<String> shown = photo.developed()
                .map(developed -> developed.renditionTransform().slug());
        if (recipe.isPresent() && shown.isPresent() && !recipe.equals(shown)) {
            throw ProblemException.of(
                    ErrorCode.NOT_FOUND,
                    "Photo is shown by the recipe " + shown.get() + " now and not by "
                            + Parameters.shortened(recipe.get()) + "; read the photo again");
        }
        ServedFile file = ServedFile.rendition(photo, size, recipe.isEmpty())
                .orElseThrow(() -> ProblemException.of(ErrorCode.NOT_FOUND, noRendition(photo, size)));
        if (file.longestSide() >= SCREEN) {
            views.viewed(photo, owner, What.RENDITION, search);
        }
        return file;
    }

    /** The original; counts as a view. */
    ServedFile original(UserId owner, String id, Optional<SearchId> search) {
        return ServedFile.original(view(owner, id, What.ORIGINAL, search));
    }

    private Photo view(UserId viewer, String id, What what, Optional<SearchId> search) {
        Photo photo = find(viewer, id);
        views.viewed(photo, viewer, what, search);
        return photo;
    }

    private Photo find(UserId owner, String id) {
        return parsed(id)
                .flatMap(photo -> reader.find(owner, photo))
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.NOT_FOUND, "You have no photo with the id " + Parameters.shortened(id)));
    }

    private static Optional<PhotoId> parsed(String id) {
        try {
            return Optional.of(PhotoId.parse(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String noRendition(Photo photo, String size) {
        List<Integer> sizes = photo.developed().map(Developed::renditions).orElse(List.of()).stream()
                .map(Rendition::size)
                .toList();
        return sizes.isEmpty()
                ? "Photo is " + photo.status().code() + " and has no renditions"
                : "Photo has no rendition of size " + Parameters.shortened(size) + "; it has " + sizes;
    }
}

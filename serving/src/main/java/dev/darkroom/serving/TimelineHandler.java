package dev.darkroom.serving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.TimelineCursor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers a page of an owner's timeline and where the next one begins. */
final class TimelineHandler {
    /** Every parameter that the route knows. */
    static final Set<String> NAMES = Set.of("cursor", "limit");

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    private final PhotoReader reader;
    private final PhotoJson json;

    TimelineHandler(PhotoReader reader, PhotoJson json) {
        this.reader = reader;
        this.json = json;
    }

    /** The page that {@code in} asks for, newest first, photos that wait or failed included. */
    ObjectNode page(UserId owner, Parameters in) {
        int limit = in.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<TimelineCursor> after = in.as("cursor", "the cursor of a next link", Cursors::decode);
        // One more than asked for tells whether there is a next page, without a second question.
        List<Photo> read = reader.timeline(owner, after, limit + 1);
        List<Photo> page = read.subList(0, Math.min(limit, read.size()));
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode photos = out.putArray("photos");
        page.forEach(photo -> photos.add(json.summary(photo)));
        if (read.size() > limit) {
            Photo last = page.get(limit - 1);
            String cursor = Cursors.encode(new TimelineCursor(last.sortAt(), last.id()));
            out.put("next", "/v1/photos?limit=" + limit + "&cursor=" + cursor);
        }
        return out;
    }
}

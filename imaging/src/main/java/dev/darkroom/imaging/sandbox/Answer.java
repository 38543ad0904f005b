package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.DevelopedPhoto;
import java.util.List;

/** What a worker says. */
sealed interface Answer {
    /**
     * It waits for photos; said once.
     *
     * @param transforms what it derives
     * @param codec the library that it decodes with
     * @param formats what that reads
     */
    record Ready(List<TransformId> transforms, String codec, List<ImageFormat> formats, Protections protections)
            implements Answer {}

    /** The photo, developed. */
    record Done(DevelopedPhoto photo) implements Answer {}

    /** The photo cannot be developed; instead of {@link Ready}: none can. */
    record Rejected(Reason reason, String detail) implements Answer {}

    /** Something failed that nobody foresaw; {@code what} is for logs. */
    record Failed(String what) implements Answer {}
}

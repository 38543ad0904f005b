package dev.darkroom.web;

import dev.darkroom.core.error.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error answer (RFC 9457).
 *
 * @param code gives type, title and status
 * @param detail what happened this time, which value, what to do; for a person
 * @param instance the path of the request; no more of it is said back than helps a person
 * @param reason why the photo itself is refused, when that is the cause
 * @param extra further members, such as {@code request_id}
 */
public record Problem(
        ErrorCode code, String detail, String instance, Optional<Reason> reason, Map<String, Object> extra) {
    private static final int MAX_INSTANCE_CHARS = 300;

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        instance = instance.substring(0, Math.min(instance.length(), MAX_INSTANCE_CHARS));
        extra = Map.copyOf(extra);
    }

    /** A problem without reason or further members. */
    public static Problem of(ErrorCode code, String detail, String instance) {
        return new Problem(code, detail, instance, Optional.empty(), Map.of());
    }

    /** The members in the order in which people read them. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", code.type());
        members.put("title", code.title());
        members.put("status", code.status());
        members.put("detail", detail);
        members.put("instance", instance);
        reason.ifPresent(why -> members.put("reason", why.code()));
        extra.forEach(members::putIfAbsent);
        return members;
    }

    /** The body of the answer. */
    public byte[] json() {
        return Json.bytes(members());
    }
}

package dev.darkroom.core.event;

import java.util.Map;

/**
 * An event as it travels: CloudEvents 1.0 in Kafka's binary mode.
 *
 * @param key the photo id
 * @param headers the CloudEvents attributes ({@code ce_id}, {@code ce_type}, ...) and {@code content-type}
 * @param value Avro single-object encoding: two marker bytes, the schema's 64-bit fingerprint, the body
 */
@SuppressWarnings("ArrayRecordComponent") // the body is handed on, never compared
public record EventMessage(String key, Map<String, String> headers, byte[] value) {
    public EventMessage {
        headers = Map.copyOf(headers);
    }
}

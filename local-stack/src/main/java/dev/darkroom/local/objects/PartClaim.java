package dev.darkroom.local.objects;

import java.util.Optional;

/**
 * A part as the client that completes an upload remembers it.
 *
 * @param etag without quotes
 * @param checksum base64
 */
public record PartClaim(int number, String etag, Optional<String> checksum) {}

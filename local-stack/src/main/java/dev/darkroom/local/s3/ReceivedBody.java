package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Checksum;
import dev.darkroom.local.objects.Segment;
import java.util.Optional;

/** A body that was received, verified and flushed: its segment, its MD5 as an entity tag, and its checksum if one was wanted. */
record ReceivedBody(Segment segment, String etag, Optional<Checksum> checksum) {}

package dev.darkroom.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.web.Etag;

/** A JSON document and the tag that tells one state of it from another. */
record Answer(ObjectNode body, Etag etag) {}

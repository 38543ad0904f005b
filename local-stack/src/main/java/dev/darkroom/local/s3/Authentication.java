package dev.darkroom.local.s3;

/**
 * A request whose signature was right.
 *
 * @param signature the request's signature, which seeds the signatures of its chunks
 * @param payloadHash what the signature says about the body: a SHA-256 in hex or one of the fixed words
 */
record Authentication(SigningContext context, String signature, String payloadHash) {}

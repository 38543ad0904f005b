/**
 * The objects of the local S3: what is kept of each in a SQLite index, their bytes in files beside it. It knows nothing of HTTP, signatures or
 * Glacier; {@link dev.darkroom.local.s3} speaks those. See decision 0023.
 */
package dev.darkroom.local.objects;

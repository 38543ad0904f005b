/** Bytes to renditions, metadata, hashes and placeholders. */
package dev.darkroom.imaging;

/** Hashes of a picture, its placeholder, and figures to rank it by; pure functions of bytes and pixels. */
package dev.darkroom.imaging.hash;

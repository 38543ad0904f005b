/** Decoders of the formats that the bundled libvips does not read: HEIC, JPEG XL, BMP. */
package dev.darkroom.imaging.codec;

/** libvips, bound through JNA: found or extracted, loaded once, called by name. */
package dev.darkroom.imaging.vips;

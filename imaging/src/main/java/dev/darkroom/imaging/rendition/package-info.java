/** The smaller copies of a photo, by the measured libvips chain. */
package dev.darkroom.imaging.rendition;

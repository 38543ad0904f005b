/** Placeholders and perceptual hashes from a small picture's pixels. */
package dev.darkroom.imaging.hash;

/** Colours that a file names by numbers, as ICC profiles. */
package dev.darkroom.imaging.colour;

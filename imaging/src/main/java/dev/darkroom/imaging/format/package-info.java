/** What an image file is, from its bytes alone: format, sides and limits, without a decoder. */
package dev.darkroom.imaging.format;

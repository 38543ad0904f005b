/** Pictures without libvips: decoded by ImageIO and TwelveMonkeys, made smaller and encoded in Java. */
package dev.darkroom.imaging.portable;

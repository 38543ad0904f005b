/** What a photo looks like, as a point among others. */
package dev.darkroom.imaging.look;

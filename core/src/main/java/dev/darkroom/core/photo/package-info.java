/** A photo and everything derived from it, as immutable values. */
package dev.darkroom.core.photo;

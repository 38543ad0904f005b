/** {@code ./darkroom bench thumbnails}: one photo to its four thumbnails, by Darkroom, its peers, and the floor. */
package dev.darkroom.bench.thumbnails;

/** The reads: photo, timeline, search, renditions, originals and the gallery page. */
package dev.darkroom.serving;

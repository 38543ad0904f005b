/** Time zones and place names of positions, without asking anybody. */
package dev.darkroom.imaging.place;

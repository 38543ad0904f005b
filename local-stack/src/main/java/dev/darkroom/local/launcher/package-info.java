/** The commands of {@code ./darkroom}. */
package dev.darkroom.local.launcher;

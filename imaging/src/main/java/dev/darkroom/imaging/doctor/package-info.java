/** What this machine can do, and what it lacks: {@code ./darkroom doctor}. */
package dev.darkroom.imaging.doctor;

/** Native libraries: named by the operator, brought by the jar or found on the system; loaded once, called by name. */
package dev.darkroom.imaging.natives;

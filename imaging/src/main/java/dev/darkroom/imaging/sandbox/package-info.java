/** Developing in processes that hostile files may crash, and that can do nothing but develop. */
package dev.darkroom.imaging.sandbox;

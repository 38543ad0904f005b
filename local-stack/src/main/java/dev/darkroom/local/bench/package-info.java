/** Measures the whole pipeline on this machine. */
package dev.darkroom.local.bench;

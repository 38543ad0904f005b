/** Comparing an archive with what undisturbed runs of the same jobs make of the same events and photos. */
package dev.darkroom.spark.replay;

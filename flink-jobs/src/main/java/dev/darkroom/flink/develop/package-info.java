/** Develop: an uploaded original becomes renditions, a completed row and a derived event. */
package dev.darkroom.flink.develop;

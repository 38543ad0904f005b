/** The writes: photos come in, are tagged, and go. */
package dev.darkroom.ingest;

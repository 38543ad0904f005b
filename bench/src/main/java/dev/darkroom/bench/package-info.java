/** Benchmarks of single modules against their peers; the launcher starts them. */
package dev.darkroom.bench;

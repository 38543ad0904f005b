/** Batch jobs on Spark: one package each, with its job, options, result and pure functions. */
package dev.darkroom.spark;

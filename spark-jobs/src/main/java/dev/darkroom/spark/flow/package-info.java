/** How rows flow between a task and the stores: bounded, and at a pace. */
package dev.darkroom.spark.flow;

/** Proves that a photo becomes the same in a task of Spark as it became in the stream. */
package dev.darkroom.spark.parity;

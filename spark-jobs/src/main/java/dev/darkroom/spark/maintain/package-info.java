/** The upkeep of the lake's tables. */
package dev.darkroom.spark.maintain;

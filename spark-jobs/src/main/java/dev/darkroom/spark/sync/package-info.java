/** {@code lake-sync}: events from Kafka to the lake, exactly once. */
package dev.darkroom.spark.sync;

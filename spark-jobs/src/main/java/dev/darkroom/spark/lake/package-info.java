/** The lake: Iceberg tables on S3, with their catalogue in Spanner. */
package dev.darkroom.spark.lake;

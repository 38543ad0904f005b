/** {@code audit}: what S3, Spanner, Elasticsearch and the lake say of every photo, side by side. */
package dev.darkroom.spark.audit;

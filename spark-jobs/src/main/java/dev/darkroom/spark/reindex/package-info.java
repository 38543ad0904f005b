/** The search index, built anew beside the one that serves. */
package dev.darkroom.spark.reindex;

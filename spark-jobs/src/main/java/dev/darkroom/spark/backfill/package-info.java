/** Brings one transform to the whole archive: what is expected, minus what the ledger has, is done. */
package dev.darkroom.spark.backfill;

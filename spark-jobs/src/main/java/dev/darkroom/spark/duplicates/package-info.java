/** Photos of one owner that show the same: found, grouped, and told to serving and search. */
package dev.darkroom.spark.duplicates;

/** Shows what a version of the renditions would change: it beside the live one, over a sample of the archive's photos. */
package dev.darkroom.spark.compare;

/** {@code rerank}: views and searches to a static rank of each photo, judged by what was opened before. */
package dev.darkroom.spark.rerank;

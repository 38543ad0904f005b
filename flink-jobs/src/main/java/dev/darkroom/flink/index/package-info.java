/** Index: derived and changed photos become documents of the search index. */
package dev.darkroom.flink.index;

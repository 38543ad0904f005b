/** The local Flink cluster in one JVM: its settings, and jobs that resume from their retained checkpoints. */
package dev.darkroom.flink.cluster;

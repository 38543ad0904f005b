/** The streaming side of Darkroom: two Flink jobs, and the process that runs both on one machine. */
package dev.darkroom.flink;

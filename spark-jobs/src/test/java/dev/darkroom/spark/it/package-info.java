/** What the integration tests share: one Spark session on the local stack, and a job in a process that can be killed. */
package dev.darkroom.spark.it;

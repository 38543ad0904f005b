/** A Kafka broker of one node. */
package dev.darkroom.local.kafka;

/** The event log in Kafka. */
package dev.darkroom.stores.kafka;

/** What happened, as the events that services and jobs meet in; the contract is {@code core/src/main/avro}. */
package dev.darkroom.core.event;

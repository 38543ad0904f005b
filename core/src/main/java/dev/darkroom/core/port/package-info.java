/** What the domain asks of its stores. Every port has a contract kit in core's tests that every adapter runs. */
package dev.darkroom.core.port;

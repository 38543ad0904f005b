/** The catalogue in Spanner, PostgreSQL dialect. */
package dev.darkroom.stores.spanner;

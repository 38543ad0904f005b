/**
 * Cloud Spanner on one machine: its gRPC API, PostgreSQL dialect, over a real PostgreSQL, refusing what Spanner refuses.
 */
package dev.darkroom.local.spanner;

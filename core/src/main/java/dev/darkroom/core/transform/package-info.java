/** Versioned pure functions from an original to derived data, and the ledger's entries about them. */
package dev.darkroom.core.transform;

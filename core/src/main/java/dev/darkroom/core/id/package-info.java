/** Identities: who owns, which bytes, which photo, which shard. */
package dev.darkroom.core.id;

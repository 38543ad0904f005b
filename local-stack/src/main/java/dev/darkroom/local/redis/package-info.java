/** A Redis server. */
package dev.darkroom.local.redis;

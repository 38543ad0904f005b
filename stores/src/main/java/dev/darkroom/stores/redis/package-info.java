/** The cache in Redis. */
package dev.darkroom.stores.redis;

/** The search index in Elasticsearch. */
package dev.darkroom.stores.elasticsearch;

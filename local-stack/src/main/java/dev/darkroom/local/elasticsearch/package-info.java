/** An Elasticsearch server of one node, unpacked by the build. */
package dev.darkroom.local.elasticsearch;

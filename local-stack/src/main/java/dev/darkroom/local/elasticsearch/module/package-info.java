/** What the packaged Elasticsearch lacks and clients need; runs inside the Elasticsearch server, nowhere else. */
package dev.darkroom.local.elasticsearch.module;

/** The local issuer of tokens. JDK only. */
package dev.darkroom.local.identity;

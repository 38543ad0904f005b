/** The adapters of core's ports: where their stores are, and how to open them together. */
package dev.darkroom.stores;

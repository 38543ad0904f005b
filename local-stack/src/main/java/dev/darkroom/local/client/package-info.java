/** Darkroom over HTTP as one user sees it: sending photos, and following each until a search finds it. */
package dev.darkroom.local.client;

/** Killing processes under batch jobs, at moments that a seed decides, and looking at what is left. */
package dev.darkroom.local.chaos;

/** The upgrade of the renditions to another recipe: one command, which goes on where it was when it is run again. */
package dev.darkroom.local.upgrade;

/** How near one picture is to another. */
package dev.darkroom.imaging.quality;

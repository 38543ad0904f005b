/** What the file says about the photo: EXIF, IPTC and XMP, cleaned and bounded. */
package dev.darkroom.imaging.metadata;

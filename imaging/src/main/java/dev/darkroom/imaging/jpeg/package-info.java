/** JPEG to JPEGs without leaving YCbCr: libjpeg-turbo decodes and encodes planes, Darkroom's own code resamples them. */
package dev.darkroom.imaging.jpeg;

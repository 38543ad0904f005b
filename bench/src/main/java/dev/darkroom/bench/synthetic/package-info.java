/** Made-up archives, for benches of what many photos do to the stores. */
package dev.darkroom.bench.synthetic;

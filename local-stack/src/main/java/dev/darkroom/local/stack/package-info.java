/** The components together: order, ports, environment, status, supervision. JDK only. */
package dev.darkroom.local.stack;

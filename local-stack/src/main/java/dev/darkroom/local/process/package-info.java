/** One operating-system process of the local stack: how it is started, found again, probed and stopped. JDK only. */
package dev.darkroom.local.process;

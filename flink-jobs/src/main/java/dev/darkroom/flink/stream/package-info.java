/** Records as they enter and leave the jobs: bytes with an address, decoded inside the operators. */
package dev.darkroom.flink.stream;

/** What the integration tests share: photos, and a Flink process that can be killed. */
package dev.darkroom.flink.it;

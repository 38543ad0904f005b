/**
 * S3 with an archive tier on one machine: S3Mock keeps the objects, the archive gateway in front of it adds what S3Mock lacks (signatures,
 * payload verification, Glacier's rules, atomic conditional writes) and streams the rest through.
 */
package dev.darkroom.local.s3;

/**
 * S3 with an archive tier on one machine: signatures, payload verification, S3's requests and answers, Glacier's rules, over the store in
 * {@link dev.darkroom.local.objects}.
 */
package dev.darkroom.local.s3;

/** Objects in S3. */
package dev.darkroom.stores.s3;

/** What can go wrong, as closed lists: reasons for a photo, error codes for a request. */
package dev.darkroom.core.error;

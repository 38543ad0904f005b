/** The HTTP edge that both services share: problems, tokens, health, metrics, preconditions and ranges. */
package dev.darkroom.web;

/**
 * Settings: the catalogue, where values come from, and the validated records that the rest of the
 * code is given.
 *
 * <p>A value comes from the file, is overridden by an environment variable {@code EVENTROUTER_…},
 * and that by a flag. This is the only package that reads the environment and system properties.
 * Everything here is immutable once built.
 */
package io.eventrouter.config;

/**
 * Manual pages, made from the same descriptions as the help. Pure; any thread. Imports picocli and
 * nothing of this project.
 */
package io.eventrouter.cli.manual;

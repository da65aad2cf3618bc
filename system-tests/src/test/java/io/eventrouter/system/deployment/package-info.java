/**
 * What is in {@code docker/}: manifests, composition and images, held against the settings and the
 * system that they deploy. Each test has its own thread and files.
 */
package io.eventrouter.system.deployment;

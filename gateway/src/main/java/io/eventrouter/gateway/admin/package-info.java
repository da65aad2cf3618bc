/**
 * The admin port: metrics for Prometheus and health for whoever restarts or routes.
 *
 * <p>It knows nothing of the role it looks after: a router uses it as well as a gateway. Each role
 * registers its own checks and meters. Runs on a few Jetty threads of its own.
 */
package io.eventrouter.gateway.admin;

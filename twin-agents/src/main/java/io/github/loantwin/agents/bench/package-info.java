/** How fast agents learn and act on this machine. */
package io.github.loantwin.agents.bench;

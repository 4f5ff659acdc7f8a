/** Training runs: configuration, folder, checkpoints, metrics, validation. */
package io.github.loantwin.agents.train;

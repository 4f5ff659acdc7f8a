/** The same training under several seeds: run side by side, resumed seed by seed, and what is known of each afterwards. */
package io.github.loantwin.agents.seeds;

/** Searches settings of algorithms on tuning seeds: random search and successive halving. */
package io.github.loantwin.agents.tune;

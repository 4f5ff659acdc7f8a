/** Planning by cross-entropy on forks of the world, with and without knowledge of the future. */
package io.github.loantwin.agents.plan;

/** Policies that need no learning: the rule of thumb, and the best constant action. */
package io.github.loantwin.agents.baseline;

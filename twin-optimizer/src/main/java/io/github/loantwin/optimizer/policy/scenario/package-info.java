/** Scenarios of returns and losses by product, drawn from the twin itself, for the CVaR models. */
package io.github.loantwin.optimizer.policy.scenario;

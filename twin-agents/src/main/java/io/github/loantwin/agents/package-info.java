/** Agents that run the lender: algorithms that learn, planners, rules, and the comparison between them. */
package io.github.loantwin.agents;

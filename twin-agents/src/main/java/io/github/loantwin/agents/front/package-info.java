/** Trains agents that weigh the objectives differently, and draws the front of what can be had. */
package io.github.loantwin.agents.front;

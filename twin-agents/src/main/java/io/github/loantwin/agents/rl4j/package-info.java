/** DQN and double DQN of RL4J on a grid of 27 actions; the only package that knows RL4J, and can be deleted with it. */
package io.github.loantwin.agents.rl4j;

/** Soft actor-critic (Haarnoja et al. 2018), with the temperature adjusted by itself. */
package io.github.loantwin.agents.sac;

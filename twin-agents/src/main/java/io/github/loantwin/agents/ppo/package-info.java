/** Proximal policy optimisation (Schulman et al. 2017), clipped, with generalised advantage estimation. */
package io.github.loantwin.agents.ppo;

/** Twin delayed deep deterministic policy gradient (Fujimoto, van Hoof and Meger 2018). */
package io.github.loantwin.agents.td3;

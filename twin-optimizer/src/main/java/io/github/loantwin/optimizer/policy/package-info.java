/** Rolling-horizon controllers of the environment that solve a convex program from what is published, and act. */
package io.github.loantwin.optimizer.policy;

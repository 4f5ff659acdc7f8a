/** One dense primal-dual interior-point method for quadratic programs with linear and second-order-cone constraints. */
package io.github.loantwin.optimizer.solver;

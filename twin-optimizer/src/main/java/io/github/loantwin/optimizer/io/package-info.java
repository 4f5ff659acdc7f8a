/** Reads linear and quadratic programs in the MPS and QPS formats. */
package io.github.loantwin.optimizer.io;

/** Speed and accuracy of the optimizer on made-up portfolio problems. */
package io.github.loantwin.optimizer.bench;

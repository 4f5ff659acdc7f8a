/** Three short programs that show the optimizer's Java API; each has a main method and prints its answer. */
package io.github.loantwin.optimizer.examples;

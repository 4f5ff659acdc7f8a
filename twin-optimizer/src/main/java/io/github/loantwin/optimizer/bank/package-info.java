/** A bank that shares its capital among branches which decide for themselves, each under its own limit on CVaR. */
package io.github.loantwin.optimizer.bank;

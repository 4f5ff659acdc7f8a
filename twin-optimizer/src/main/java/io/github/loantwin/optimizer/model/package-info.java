/** Allocation problems as a practitioner states them: loan types, risk inputs, limits; and what their solutions say. */
package io.github.loantwin.optimizer.model;

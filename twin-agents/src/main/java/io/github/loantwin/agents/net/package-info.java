/** Networks that learn: DL4J owns definition, initialisation and file; a small kernel on OpenBLAS computes on its weights. */
package io.github.loantwin.agents.net;

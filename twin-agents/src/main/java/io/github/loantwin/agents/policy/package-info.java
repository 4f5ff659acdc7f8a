/** Trained policies on disk and in use, in plain Java: this package touches neither DL4J nor ND4J. */
package io.github.loantwin.agents.policy;

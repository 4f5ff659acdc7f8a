/** What drives a policy's actions, in words and pictures. */
package io.github.loantwin.agents.explain;

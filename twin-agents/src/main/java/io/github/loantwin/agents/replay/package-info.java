/** What algorithms share that learn from a replay buffer with twin critics. */
package io.github.loantwin.agents.replay;

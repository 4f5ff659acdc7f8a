/** What learning algorithms share: the task they act in, running normalisation, replay, schedules, keyed randomness. */
package io.github.loantwin.agents.learn;

/** Policies on the same worlds: episodes, statistics with intervals, tables and the report. */
package io.github.loantwin.agents.compare;

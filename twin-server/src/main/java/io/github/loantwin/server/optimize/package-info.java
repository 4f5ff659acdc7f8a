/** Answers to allocation problems as people read them: tables, sentences, plots, what-ifs, stress, reports. */
package io.github.loantwin.server.optimize;

/** The command line: one class per command, and what they share to print, plot and keep runs. */
package io.github.loantwin.server.cli;

/** Tables, statements, files and plots of what an episode recorded. */
package io.github.loantwin.env.report;

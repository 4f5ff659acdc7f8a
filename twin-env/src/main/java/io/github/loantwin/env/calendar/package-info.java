/** The simulated calendar: day numbers to dates without allocation. */
package io.github.loantwin.env.calendar;

/** Loan tapes in and out, and numbers as text that reads back to the same number. */
package io.github.loantwin.env.data;

/** The economy around the lender: a regime-switching model, named scenarios or constants, seen with publication lags. */
package io.github.loantwin.env.macro;

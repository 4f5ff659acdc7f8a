/** Expected loss, one-year loss distribution, regulatory capital and concentration of the loan book. */
package io.github.loantwin.env.risk;

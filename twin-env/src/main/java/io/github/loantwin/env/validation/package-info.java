/** Checks of the whole twin against published and independent figures; may use every package, none may use it. */
package io.github.loantwin.env.validation;

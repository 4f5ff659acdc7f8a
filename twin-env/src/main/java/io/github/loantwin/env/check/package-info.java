/** Checks of arguments that return the argument and say rule, value and place when they fail. */
package io.github.loantwin.env.check;

/** Spaces of observations and actions: what may be seen and what may be done, in float32. */
package io.github.loantwin.env.space;

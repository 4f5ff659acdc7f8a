/** Two policies in one world: what differed, loan by loan and line by line, exactly. */
package io.github.loantwin.env.counterfactual;

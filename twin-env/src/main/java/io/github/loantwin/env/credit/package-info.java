/** How a loan moves between delinquency states, prepays, defaults and loses money, given the stress of the economy. */
package io.github.loantwin.env.credit;

/** What a lender loses, earns and keeps of its capital over nine quarters of bad economies, and how bad it must get. */
package io.github.loantwin.env.stress;

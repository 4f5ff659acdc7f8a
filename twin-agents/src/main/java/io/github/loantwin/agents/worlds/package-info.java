/** Which worlds a policy may learn from, and which ones it is judged on: seeds and economies, frozen. */
package io.github.loantwin.agents.worlds;

/** Settings of experiments: strict YAML, from a file or from those that ship with the twin. */
package io.github.loantwin.agents.settings;

/** Measures how fast the environment runs and what it needs, part by part, beside what the machine can do. */
package io.github.loantwin.env.bench;

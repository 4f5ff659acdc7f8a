package io.github.loantwin.server.optimize;

/**
 * A limit that can be moved: where it stands in the problem, and a step that relaxes it.
 *
 * @param input its place, as a what-if names it
 * @param label what people call it
 * @param step what relaxes it, signed: a percentage point for shares, something like it for others
 * @param words the step in words, such as "One more percentage point of growth"
 * @param unit of the limit's value
 * @param loosest value at which it no longer limits
 */
record Lever(String input, String label, double step, String words, Unit unit, double loosest) {}

package io.github.loantwin.optimizer.model;

/**
 * A linear limit coefficients'x <= atMost, and how to speak of it.
 *
 * @param name the limit it comes from; rows of one limit (a cap on every asset) share the name
 * @param subject what the row is about; empty where the name says it
 * @param coefficients one per asset
 * @param atMost right-hand side
 * @param floor whether the user gave it as a floor, with the sign turned
 * @param natural whether it is only that nothing is sold short, which no user can relax
 */
record LimitRow(String name, String subject, double[] coefficients, double atMost, boolean floor, boolean natural) {
    /** Returns the limit's name with what kind it is, unless the name says so. */
    String label() {
        String kind = floor ? "floor" : "limit";
        boolean said = name.matches(".*\\b(floor|cap|limit|minimum|maximum)");
        return said && !name.equals("cap") ? name : name + " " + kind;
    }
}

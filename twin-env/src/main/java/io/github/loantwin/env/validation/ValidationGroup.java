package io.github.loantwin.env.validation;

/** Checks that belong together and are made in one go. */
interface ValidationGroup {
    /** Returns the short name by which a user asks for the group. */
    String name();

    /** Returns what the group shows, one line. */
    String title();

    /** Makes the checks. */
    void run(Checks checks);
}

package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.List;
import java.util.Optional;

/** A problem of some model with its optimum, as far as all models are alike. */
interface Solved {
    /** Returns the model's name in files. */
    String model();

    /** Returns the problem's title. */
    String title();

    /** Returns in a line what is asked. */
    String question();

    SolveStatus status();

    default boolean optimal() {
        return status() == SolveStatus.OPTIMAL;
    }

    /** Returns the names of what is decided. */
    List<String> names();

    /** Returns the decision: a share or an amount for each name. */
    double[] decision();

    /** Returns what the decision is in. */
    Unit decisionUnit();

    /** Returns what was made best. */
    Measure objective();

    /** Returns whether the best objective is the largest. */
    default boolean maximised() {
        return true;
    }

    /** Returns figures of any decision under this problem's inputs, the objective among them. */
    List<Measure> measures(double[] decision);

    /** Returns one figure of the optimum. */
    default Measure measure(String key) {
        return measures(decision()).stream()
                .filter(measure -> measure.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the limits that a decision breaks, in words. */
    List<String> broken(double[] decision);

    /** Returns whether {@link #binding} has prices from the solver's multipliers; else limits are priced by solving again. */
    default boolean hasMultipliers() {
        return true;
    }

    /** Returns limits that hold the optimum back, with their prices. */
    List<BindingLimit> binding();

    /** Returns, if infeasible, single changes that would help. */
    List<Conflict> conflicts();

    /** Returns limits that can be moved: whose smallest relaxations, and without multipliers prices, are found by solving again. */
    default List<Lever> levers() {
        return List.of();
    }

    /** Returns the inputs of the tornado, as a what-if names them. */
    List<String> inputs();

    /** Returns the same problem's optimum with risk as in another one, if that can be told apart. */
    default Optional<Solved> withRiskOf(Solved other) {
        return Optional.empty();
    }

    /** Adds the tables, plots and sentences of the optimum, whatever is special to the model. */
    void tell(Answer answer);

    /** Adds the frontier; models without one refuse. */
    default void frontier(int points, Answer answer) {
        refuseFrontier(points);
    }

    /** Says that there is no frontier. */
    default void refuseFrontier(int points) {
        throw new IllegalArgumentException("--frontier must be left out for model " + model() + ", got " + points
                + ".\nMaybe --what-if on a limit shows what is meant.");
    }

    /** Adds more about sensitivities than the tornado. */
    default void sensitivities(Answer answer) {}

    /** Returns figures of the solver, for JSON. */
    Effort effort();
}

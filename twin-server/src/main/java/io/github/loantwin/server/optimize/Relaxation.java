package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Conflict;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Prices of limits, and the smallest changes that make a problem possible, by solving it again. */
final class Relaxation {
    private static final double WORTH = 1e-9;
    private static final int HALVINGS = 45;

    private final ObjectNode problem;
    private final String where;

    Relaxation(ObjectNode problem, String where) {
        this.problem = problem;
        this.where = where;
    }

    /** Returns the limits that hold an optimum back: those whose relaxation by a step makes it better. */
    List<BindingLimit> prices(Solved optimum) {
        List<BindingLimit> binding = new ArrayList<>();
        double base = optimum.objective().value();
        for (Lever lever : optimum.levers()) {
            double now = change(lever, '+', 0).value(problem);
            Optional<Solved> relaxed = solved(change(lever, '+', lever.step()));
            double gain = relaxed.map(other -> gain(optimum, other, base)).orElse(0.0);
            double unknown = optimum.effort().gap()
                    + relaxed.map(other -> other.effort().gap()).orElse(0.0);
            if (gain > Math.max(unknown, WORTH * Math.max(Math.abs(base), 1e-6))) {
                String sentence = String.format(
                        Locale.ROOT,
                        "%s would %s %s by %s, from %s.",
                        lever.words(),
                        optimum.maximised() ? "raise" : "lower",
                        optimum.objective().lowLabel(),
                        points(optimum.objective(), gain),
                        optimum.objective().shown());
                binding.add(new BindingLimit(lever.label(), "", now, gain / Math.abs(lever.step()), sentence));
            }
        }
        return binding;
    }

    private static String points(Measure objective, double gain) {
        return objective.unit() == Unit.PERCENT
                ? String.format(Locale.ROOT, "%.4f percentage points", 100 * gain)
                : objective.unit().shown(gain);
    }

    private static double gain(Solved optimum, Solved relaxed, double base) {
        double change = relaxed.objective().value() - base;
        return optimum.maximised() ? change : -change;
    }

    /** Returns, for each limit of an infeasible problem, the smallest change of it alone that makes it possible. */
    List<Conflict> conflicts(List<Lever> levers) {
        List<Conflict> conflicts = new ArrayList<>();
        for (Lever lever : levers) {
            double now = change(lever, '+', 0).value(problem);
            double bad = now;
            double good = first(lever, now);
            if (Double.isNaN(good)) {
                continue;
            }
            for (int i = 0; i < HALVINGS && Math.abs(good - bad) > 1e-9 * Math.max(Math.abs(good), 1e-3); i++) {
                double middle = 0.5 * (good + bad);
                if (possible(lever, middle)) {
                    good = middle;
                } else {
                    bad = middle;
                }
            }
            conflicts.add(new Conflict(lever.label(), now, good));
        }
        return conflicts;
    }

    /** The first value in doubling steps away from the present one that makes it possible; NaN if none does. */
    private double first(Lever lever, double now) {
        double room = Math.abs(lever.loosest() - now);
        double sign = Math.signum(lever.loosest() - now);
        for (double step = Math.abs(lever.step()); room > 0; step *= 2) {
            double value = step < room ? now + sign * step : lever.loosest();
            if (possible(lever, value)) {
                return value;
            }
            if (step >= room) {
                break;
            }
        }
        return Double.NaN;
    }

    private boolean possible(Lever lever, double value) {
        return solved(change(lever, '=', value)).isPresent();
    }

    private Optional<Solved> solved(Change change) {
        ObjectNode changed = problem.deepCopy();
        change.apply(changed);
        try {
            Solved solved = Problems.solve(changed, where);
            return solved.status() == SolveStatus.OPTIMAL ? Optional.of(solved) : Optional.empty();
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    private static Change change(Lever lever, char how, double by) {
        return new Change(lever.input(), List.of(lever.input().split("\\.")), how, by);
    }
}

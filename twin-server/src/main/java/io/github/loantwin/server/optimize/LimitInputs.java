package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.GroupLimit;
import io.github.loantwin.optimizer.model.Limits;
import java.util.ArrayList;
import java.util.List;

/** Limits of an allocation, as a what-if names them. */
final class LimitInputs {
    private LimitInputs() {}

    static List<String> of(Limits limits) {
        List<String> inputs = new ArrayList<>();
        limits.variance().ifPresent(value -> inputs.add("limits.variance"));
        limits.cap().ifPresent(value -> inputs.add("limits.cap"));
        for (GroupLimit group : limits.groups()) {
            group.atLeast().ifPresent(value -> inputs.add(group.name() + ".atLeast"));
            group.atMost().ifPresent(value -> inputs.add(group.name() + ".atMost"));
        }
        return inputs;
    }

    /** Returns the limits with what relaxes them by a percentage point; the one on variance by a tenth. */
    static List<Lever> levers(Limits limits) {
        List<Lever> levers = new ArrayList<>();
        limits.variance()
                .ifPresent(v -> levers.add(new Lever(
                        "limits.variance",
                        "variance limit",
                        0.1 * v,
                        "A variance limit a tenth higher",
                        Unit.NUMBER,
                        1e6)));
        limits.cap()
                .ifPresent(v -> levers.add(
                        new Lever("limits.cap", "cap", 0.01, "One more percentage point of cap", Unit.PERCENT, 1)));
        for (GroupLimit group : limits.groups()) {
            group.atLeast()
                    .ifPresent(v -> levers.add(new Lever(
                            group.name() + ".atLeast",
                            label(group.name(), "floor"),
                            -0.01,
                            "One percentage point less required in " + group.name(),
                            Unit.PERCENT,
                            0)));
            group.atMost()
                    .ifPresent(v -> levers.add(new Lever(
                            group.name() + ".atMost",
                            label(group.name(), "limit"),
                            0.01,
                            "One more percentage point allowed in " + group.name(),
                            Unit.PERCENT,
                            1)));
        }
        return levers;
    }

    /** A group's name with what kind of limit it is, unless the name says so. */
    private static String label(String name, String kind) {
        return name.matches(".*\\b(floor|cap|limit|minimum|maximum)") ? name : name + " " + kind;
    }
}

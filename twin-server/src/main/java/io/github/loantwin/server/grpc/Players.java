package io.github.loantwin.server.grpc;

import io.github.loantwin.agents.baseline.Baselines;
import io.github.loantwin.agents.policy.DenseNetwork;
import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.NormalizedLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.optimizer.policy.ConvexPolicies;
import io.github.loantwin.proto.v1.NDArray;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.Reason;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The policies that callers name, upload or spell out. No text of a caller is ever a path. */
final class Players {
    private static final int MOST_STEPS = 100_000;
    private static final String NAMES =
            "hold, random, rule, best-constant, convex:lp, convex:mv, convex:cvar, convex:robust or constant:CREDIT,PRICE,REBALANCING";

    private final Optional<Path> folder;

    /** Creates the policies; trained ones are the folders in a folder, if there is one. */
    Players(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Returns the names of the trained policies. */
    List<String> trained() {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder.get())) {
            return entries.filter(TrainedPolicy::isIn)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a maker of fresh policies for one environment at a time. */
    NamedPolicy named(String field, PolicySpec spec, TwinConfig config) {
        IntFunction<Policy> maker = forRows(field, spec, config, 1);
        return new NamedPolicy(label(spec), () -> maker.apply(0));
    }

    private static String label(PolicySpec spec) {
        return switch (spec.getKindCase()) {
            case KIND_NOT_SET -> "hold";
            case NAME -> spec.getName();
            case TRAINED -> spec.getTrained();
            case NETWORK -> "network";
            case ACTIONS -> "actions";
        };
    }

    /** Returns a maker of a fresh policy for each row of a batch. */
    IntFunction<Policy> forRows(String field, PolicySpec spec, TwinConfig config, int rows) {
        return switch (spec.getKindCase()) {
            case KIND_NOT_SET -> row -> Policies.hold();
            case NAME -> byName(field + ".name", spec.getName());
            case TRAINED -> {
                TrainedPolicy policy = trained(field + ".trained", spec.getTrained(), config);
                yield row -> policy.copy();
            }
            case NETWORK -> {
                NetworkPlayer player = network(field, spec, config);
                yield row -> player;
            }
            case ACTIONS -> {
                float[] actions = actions(field + ".actions", spec.getActions(), rows);
                boolean shared = spec.getActions().getShapeCount() == 2;
                yield row -> new SequencePlayer(actions, shared ? 1 : rows, shared ? 0 : row);
            }
        };
    }

    private static IntFunction<Policy> byName(String field, String name) {
        try {
            if (ConvexPolicies.MODELS.stream().anyMatch(model -> name.equals(ConvexPolicies.PREFIX + model))) {
                NamedPolicy convex = ConvexPolicies.named(name);
                return row -> convex.make();
            }
            Optional<Supplier<Policy>> baseline = Baselines.maker(name);
            if (baseline.isPresent()) {
                return row -> baseline.get().get();
            }
            Policies.parse(name);
            return row -> Policies.parse(name);
        } catch (IllegalArgumentException e) {
            if (name.startsWith("constant:")) {
                throw Refusal.from(Reason.REASON_BAD_VALUE, field, e);
            }
            throw Refusal.unknownName(field, NAMES, name);
        }
    }

    TrainedPolicy trained(String field, String name, TwinConfig config) {
        if (!trained().contains(name)) {
            throw Refusal.unknownName(
                    field,
                    trained().isEmpty() ? "none: this server offers no policies" : String.join(", ", trained()),
                    name);
        }
        try {
            return TrainedPolicy.load(folder.orElseThrow().resolve(name))
                    .inEnvironment(config.episode().decisionDays());
        } catch (IllegalArgumentException e) {
            throw Refusal.from(Reason.REASON_BAD_CONFIG, field, e);
        }
    }

    NetworkPlayer network(String field, PolicySpec spec, TwinConfig config) {
        DenseNetwork network =
                PolicyWeights.network(field + ".network", spec.getNetwork(), ObservationLayout.SIZE, ActionLayout.SIZE);
        return new NetworkPlayer(network, new NormalizedLayout(config.episode().initialLoans()));
    }

    private static float[] actions(String field, NDArray array, int rows) {
        List<Integer> shape = array.getShapeList();
        boolean flat = shape.size() == 2;
        int steps = shape.isEmpty() ? 0 : shape.get(0);
        if (steps < 1 || steps > MOST_STEPS || shape.size() > 3) {
            throw NumberArrays.badShape(
                    field + ".shape",
                    "(1 to " + MOST_STEPS + ", 3) or (steps, " + rows + ", 3)",
                    NumberArrays.text(shape));
        }
        float[] actions = flat
                ? NumberArrays.floats(field, array, steps, ActionLayout.SIZE)
                : NumberArrays.floats(field, array, steps, rows, ActionLayout.SIZE);
        for (int i = 0; i < actions.length; i++) {
            int component = i % ActionLayout.SIZE;
            float bound = ActionLayout.bound(component);
            if (!(Math.abs(actions[i]) <= bound)) {
                boolean finite = Math.abs(actions[i]) <= Float.MAX_VALUE;
                throw Refusal.of(
                        Status.Code.INVALID_ARGUMENT,
                        finite ? Reason.REASON_OUT_OF_BOX : Reason.REASON_NOT_FINITE,
                        field + "[" + i / ActionLayout.SIZE + ", " + component + "]",
                        "in [" + -bound + ", " + bound + "]",
                        actions[i],
                        "");
            }
        }
        return actions;
    }
}

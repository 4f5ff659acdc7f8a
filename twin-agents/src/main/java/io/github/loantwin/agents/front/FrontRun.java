package io.github.loantwin.agents.front;

import io.github.loantwin.agents.PolicyCatalogue;
import io.github.loantwin.agents.baseline.Baselines;
import io.github.loantwin.agents.compare.ParetoFront;
import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.agents.train.RunPlan;
import io.github.loantwin.agents.train.TrainWatcher;
import io.github.loantwin.agents.train.Trainer;
import io.github.loantwin.env.EpisodeScore;
import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.Policies;
import io.github.loantwin.env.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Trains one agent for every weighting of the four objectives and measures all of them, and the baselines, on the same worlds:
 * by linear scalarisation, so only the convex part of the front can be found (Roijers et al. 2013).
 *
 * <p>Each training is a run of its own in the folder: stopped or killed, the same plan goes on where it was.
 */
public final class FrontRun {
    private final FrontPlan plan;
    private final RunPlan run;
    private final Path folder;
    private final int threads;
    private final List<EpisodeScore> hold;
    private final Evaluator evaluator;
    private final long[] seeds;

    /**
     * What came of it.
     *
     * @param points of all policies
     * @param hypervolume that the front covers above the plan's reference, in (thousandths a day)^4
     * @param interrupted whether it was stopped before its end
     */
    public record Result(List<FrontPoint> points, double hypervolume, boolean interrupted) {
        public Result {
            points = List.copyOf(points);
        }
    }

    /** Lays out the runs; measures hold. */
    public FrontRun(FrontPlan plan, Path folder, int threads) {
        this.plan = plan;
        this.folder = folder;
        this.threads = threads;
        RunPlan read = RunPlan.read(plan.run());
        run = read.with(read.train().withSteps(plan.steps()));
        evaluator = new Evaluator(run.twin(), threads);
        seeds = run.worlds().tuning().take(plan.evaluationSeeds());
        hold = episodes(Policies::hold);
    }

    private List<EpisodeScore> episodes(Supplier<Policy> policy) {
        return evaluator.evaluate(policy, seeds).episodes();
    }

    /**
     * Trains and measures.
     *
     * @param watcher follows every training; its steps are those of that training
     * @param stopped is asked after every iteration
     */
    public Result run(TrainWatcher watcher, BooleanSupplier stopped) throws IOException {
        List<FrontPoint> points = new ArrayList<>();
        int days = run.twin().episode().decisionDays();
        for (List<Double> weights : plan.weights()) {
            Path home = folder.resolve(FrontPlan.name(weights));
            if (trained(weights, home, watcher, stopped)) {
                return new Result(List.of(), Double.NaN, true);
            }
            points.add(point(
                    FrontPlan.name(weights), weights, TrainedPolicy.load(home).inEnvironment(days)::copy));
        }
        points.add(point("hold", List.of(), Policies::hold));
        for (String name : Baselines.NAMES) {
            points.add(point(name, List.of(), PolicyCatalogue.named(name, days).maker()));
        }
        return result(points);
    }

    /** Trains with some weights, or goes on with it; returns whether it was stopped. */
    private boolean trained(List<Double> weights, Path home, TrainWatcher watcher, BooleanSupplier stopped)
            throws IOException {
        RunPlan weighted = run.withTwin(run.twin().with("reward.weights", weights));
        boolean begun = Files.isDirectory(home.resolve("checkpoints"));
        try (Trainer trainer =
                begun ? Trainer.resume(home, threads, watcher) : Trainer.begin(weighted, home, threads, watcher)) {
            return trainer.run(stopped).interrupted();
        }
    }

    private FrontPoint point(String name, List<Double> weights, Supplier<Policy> policy) {
        List<EpisodeScore> played = episodes(policy);
        List<Double> gains = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int objective = 0; objective < plan.reference().size(); objective++) {
            double[] differences = new double[seeds.length];
            double mean = 0;
            for (int i = 0; i < seeds.length; i++) {
                differences[i] = perDay(played.get(i), objective) - perDay(hold.get(i), objective);
                mean += differences[i] / seeds.length;
            }
            double squares = 0;
            for (double difference : differences) {
                squares += (difference - mean) * (difference - mean);
            }
            gains.add(mean);
            errors.add(Math.sqrt(squares / (seeds.length - 1) / seeds.length));
        }
        return new FrontPoint(name, weights, gains, errors, false);
    }

    /** Mean of an objective over the whole horizon, thousandths a day: days after a failure count as nothing earned. */
    private double perDay(EpisodeScore episode, int objective) {
        return 1000 * episode.components()[objective] / run.twin().episode().simulationDays();
    }

    private Result result(List<FrontPoint> points) {
        double[][] all = points.stream().map(FrontPoint::point).toArray(double[][]::new);
        List<double[]> front = ParetoFront.of(all);
        List<FrontPoint> marked = points.stream()
                .map(point ->
                        point.onFront(front.stream().anyMatch(best -> java.util.Arrays.equals(best, point.point()))))
                .toList();
        double[] reference =
                plan.reference().stream().mapToDouble(Double::doubleValue).toArray();
        return new Result(marked, ParetoFront.hypervolume(all, reference), false);
    }
}

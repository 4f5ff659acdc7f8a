package io.github.loantwin.agents.compare;

import io.github.loantwin.agents.compare.EpisodeRow.Field;
import io.github.loantwin.agents.explain.History;
import io.github.loantwin.agents.explain.Moment;
import io.github.loantwin.agents.explain.Moments;
import io.github.loantwin.agents.explain.Probe;
import io.github.loantwin.agents.explain.Surface;
import io.github.loantwin.agents.seeds.LearningCurve;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.report.BarsPicture;
import io.github.loantwin.env.report.CurvePicture;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.HeatPicture;
import io.github.loantwin.env.report.Palette;
import io.github.loantwin.env.report.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of a comparison. */
public final class ComparisonPictures {
    private static final int WIDE = 960;
    private static final int HALF = 560;
    private static final String CHANCE = "random";
    private static final int POINTS = 41;
    private static final double PERCENT = 100;
    private static final double WEEKS = 7;
    private static final double THOUSAND = 1000;
    private static final int COLOURS = 7;
    private static final List<String> LEVERS = List.of("Credit policy", "Pricing", "Rebalancing");

    private final ComparisonResult result;
    private final String source;
    private final List<Standing> others;

    /** Creates the figures of a result; {@code source} says where the numbers come from. */
    public ComparisonPictures(ComparisonResult result, String source) {
        this.result = result;
        this.source = source;
        this.others = result.ranked().stream()
                .filter(standing -> !standing.outcome().name().equals(Benchmark.HOLD))
                .toList();
    }

    private List<String> names() {
        return others.stream().map(standing -> standing.outcome().name()).toList();
    }

    /** Returns how much better than hold every policy is, over all scenarios; the scale leaves out who is far worse. */
    Figure intervals() {
        List<Standing> near = near();
        BarsPicture bars = new BarsPicture(
                "",
                "Thousandths of reward a day, better than hold; 95 % interval",
                near.stream().map(standing -> standing.outcome().name()).toList(),
                WIDE,
                260);
        bars.bars(
                "Mean over scenarios",
                near.stream().mapToDouble(s -> s.difference().value()).toArray(),
                near.stream().mapToDouble(s -> s.difference().low()).toArray(),
                near.stream().mapToDouble(s -> s.difference().high()).toArray(),
                Palette.BLUE);
        return new Figure("intervals", "Better than hold, over all scenarios", source, 1, List.of(bars));
    }

    /** Policies that lose less than the best gains, or three of them; the others would squeeze the scale. */
    private List<Standing> near() {
        double best =
                others.stream().mapToDouble(s -> s.difference().high()).max().orElse(0);
        List<Standing> near = others.stream()
                .filter(s -> s.difference().value() > -Math.max(best, 5))
                .toList();
        return near.isEmpty() ? others : near;
    }

    /** Those of them that a picture of curves has colours for: of the convex controllers the best, no chance. */
    private List<Standing> shown() {
        List<Standing> shown = new ArrayList<>();
        boolean convex = false;
        for (Standing standing : near()) {
            boolean isConvex = standing.isConvex();
            boolean isChance = standing.outcome().name().equals(CHANCE);
            if (!isChance && !(isConvex && convex) && shown.size() < COLOURS) {
                shown.add(standing);
            }
            convex |= isConvex;
        }
        return shown;
    }

    /** Returns the differences by scenario. */
    Figure heat() {
        double[][] values = others.stream()
                .map(standing -> standing.differences().stream()
                        .mapToDouble(Estimate::value)
                        .toArray())
                .toArray(double[][]::new);
        HeatPicture heat = new HeatPicture(
                "Thousandths of reward a day, better than hold (blue) or worse (red)",
                names(),
                result.scenarios(),
                values,
                1,
                Math.max(WIDE, 150 + 118 * result.scenarios().size()));
        return new Figure("by_scenario", "Where a policy gains and where it loses", source, 1, List.of(heat));
    }

    /** Returns the share of worlds in which a policy gains more than so much over hold. */
    Figure profiles() {
        List<Standing> near = shown();
        double reach = near.stream()
                .mapToDouble(s -> Arrays.stream(gains(s))
                        .map(Math::abs)
                        .sorted()
                        .skip((long) (0.9 * gains(s).length))
                        .findFirst()
                        .orElse(1))
                .max()
                .orElse(1);
        double[] thresholds = new double[POINTS];
        Arrays.setAll(thresholds, i -> reach * (2.0 * i / (POINTS - 1) - 1));
        CurvePicture picture = new CurvePicture(
                "", "Share of worlds, %", "Gain over hold on the same world, thousandths a day", WIDE, 280);
        for (int i = 0; i < near.size(); i++) {
            double[] shares = Statistics.profile(gains(near.get(i)), thresholds);
            double[] percent = Arrays.stream(shares).map(s -> PERCENT * s).toArray();
            picture.curve(near.get(i).outcome().name(), thresholds, percent, Palette.series(i));
        }
        picture.roundTicks(-reach, reach, 8).room(0).room(PERCENT);
        return new Figure(
                "profiles",
                "Performance profiles: how often a policy gains more than so much",
                source,
                1,
                List.of(picture));
    }

    private double[] gains(Standing standing) {
        Scores own = standing.outcome().scores(Field.SCORE);
        Scores hold = result.hold(standing.outcome(), Field.SCORE);
        List<Double> gains = new ArrayList<>();
        for (int s = 0; s < own.scenarios(); s++) {
            for (int run = 0; run < own.runs(); run++) {
                for (int world = 0; world < own.worlds(s); world++) {
                    gains.add(own.get(s, run, world) - hold.get(s, 0, world));
                }
            }
        }
        return gains.stream().mapToDouble(g -> g).toArray();
    }

    /** Returns what policies do as unemployment and house prices move, a figure for each lever; none for constants. */
    List<Figure> surfaces() {
        Moment quiet = Moments.quiet(result.worlds());
        Map<String, Surface> surfaces = new LinkedHashMap<>();
        for (Standing standing : near()) {
            String name = standing.outcome().name();
            if (standing.place() != Standing.Place.YARDSTICK && !name.equals(CHANCE)) {
                Surface surface = Surface.of(
                        new Probe(standing.outcome().contestant().runs().get(0).maker(), quiet));
                if (!surface.isFlat()) {
                    surfaces.put(name, surface);
                }
            }
        }
        List<Figure> figures = new ArrayList<>();
        for (int c = 0; c < ActionLayout.SIZE && !surfaces.isEmpty(); c++) {
            List<Panel> panels = new ArrayList<>();
            for (Map.Entry<String, Surface> entry : surfaces.entrySet()) {
                double[][] percent = entry.getValue().percent()[c];
                panels.add(
                        new HeatPicture(entry.getKey(), Surface.rows(), Surface.columns(), percent, 0, HALF, PERCENT));
            }
            figures.add(new Figure(
                    "surface_" + ActionLayout.NAMES.get(c),
                    LEVERS.get(c) + ", % of its bound, by unemployment (rows) and house prices (columns, day 0 = 100)",
                    source,
                    panels.size() > 1 ? 2 : 1,
                    panels));
        }
        return figures;
    }

    /** Returns what policies did in a crisis, on the first test seed. */
    Figure crisis(String scenario) {
        long seed = result.worlds().test().first();
        List<Standing> shown = shown();
        CurvePicture economy = new CurvePicture("What it saw", "%", "Weeks", HALF, 200);
        List<CurvePicture> levers = new ArrayList<>();
        LEVERS.forEach(lever -> levers.add(new CurvePicture(lever, "% of the bound", "Weeks", HALF, 200)));
        for (int i = 0; i < shown.size(); i++) {
            History history = History.of(
                    result.worlds().config(scenario),
                    seed,
                    shown.get(i).outcome().contestant().runs().get(0).make(),
                    Optional.empty());
            double[] weeks = new double[history.actions().size()];
            int days = result.worlds().config(scenario).episode().decisionDays();
            Arrays.setAll(weeks, w -> w * days / WEEKS);
            for (int c = 0; c < levers.size(); c++) {
                levers.get(c).curve(shown.get(i).outcome().name(), weeks, history.lever(c), Palette.series(i));
            }
            if (i == 0) {
                economy.curve(
                        "unemployment",
                        weeks,
                        scaled(history.observed(ObservationLayout.UNEMPLOYMENT_RATE)),
                        Palette.BLACK);
                economy.curve(
                        "credit spread", weeks, scaled(history.observed(ObservationLayout.CREDIT_SPREAD)), Palette.RED);
                economy.curve("prime rate", weeks, scaled(history.observed(ObservationLayout.BASE_RATE)), Palette.SKY);
            }
        }
        List<Panel> panels = new ArrayList<>(List.of(economy));
        levers.forEach(lever -> panels.add(lever.room(-5).room(5)));
        for (Panel panel : panels) {
            for (int week = 0; week <= 52; week += 13) {
                ((CurvePicture) panel).tick(week, Integer.toString(week));
            }
        }
        return new Figure("crisis", "What policies did in " + scenario + ", seed " + seed, source, 2, panels);
    }

    private static double[] scaled(double[] rates) {
        return Arrays.stream(rates).map(rate -> PERCENT * rate).toArray();
    }

    /** Returns how trained policies got better, a panel for each; none if nobody was trained. */
    Optional<Figure> learning() {
        List<Panel> panels = new ArrayList<>();
        for (Standing standing : result.ranked()) {
            List<LearningCurve> curves = standing.outcome().contestant().curves();
            if (!curves.isEmpty()) {
                panels.add(learning(standing.outcome().name(), curves));
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        "learning",
                        "Learning curves, on validation worlds",
                        source,
                        panels.size() > 1 ? 2 : 1,
                        panels));
    }

    private CurvePicture learning(String name, List<LearningCurve> curves) {
        int days = result.worlds().config(Worlds.DEFAULT_ECONOMY).episode().simulationDays();
        double[] thousands = curves.get(0).steps().stream()
                .mapToDouble(steps -> steps / THOUSAND)
                .toArray();
        double[] mean = new double[thousands.length];
        double[] low = new double[thousands.length];
        double[] high = new double[thousands.length];
        for (int i = 0; i < thousands.length; i++) {
            int at = i;
            DoubleSummaryStatistics gains = curves.stream()
                    .filter(curve -> at < curve.gains().size())
                    .mapToDouble(curve -> THOUSAND * curve.gains().get(at) / days)
                    .summaryStatistics();
            mean[i] = gains.getAverage();
            low[i] = gains.getMin();
            high[i] = gains.getMax();
        }
        CurvePicture picture =
                new CurvePicture(name, "Better than hold by, thousandths a day", "Thousand decisions", HALF, 180);
        if (curves.size() > 1) {
            picture.band("worst to best of " + curves.size() + " seeds", thousands, low, high, Palette.BLUE);
        }
        picture.curve(curves.size() > 1 ? "mean of seeds" : "one seed", thousands, mean, Palette.BLUE);
        return picture.roundTicks(0, thousands[thousands.length - 1], 5).limit(0, "hold");
    }

    /** Returns the objectives against each other, with the front of those that none beats in both. */
    Figure pareto() {
        List<Standing> shown = new ArrayList<>(near());
        shown.add(result.standing(Benchmark.HOLD));
        double[] financial = shown.stream()
                .mapToDouble(s -> s.outcome().mean(Field.FINANCIAL))
                .toArray();
        double[] risk =
                shown.stream().mapToDouble(s -> s.outcome().mean(Field.RISK)).toArray();
        CurvePicture picture = new CurvePicture(
                "", "Financial objective, thousandths a day", "Risk objective, thousandths a day", WIDE, 320);
        double[][] points = new double[shown.size()][];
        Arrays.setAll(points, i -> new double[] {risk[i], financial[i]});
        List<double[]> front = ParetoFront.of(points);
        picture.curve(
                "front",
                front.stream().mapToDouble(p -> p[0]).toArray(),
                front.stream().mapToDouble(p -> p[1]).toArray(),
                Palette.SOURCE);
        for (int i = 0; i < shown.size(); i++) {
            picture.point(risk[i], financial[i], shown.get(i).outcome().name(), Palette.series(i));
        }
        double low = Arrays.stream(risk).min().orElseThrow();
        double high = Arrays.stream(risk).max().orElseThrow();
        double room = Math.max(1, 0.08 * (high - low));
        picture.roundTicks(low - room, high + room, 6);
        return new Figure("pareto", "Profit against risk, over all scenarios", source, 1, List.of(picture));
    }

    /** Returns the figures, for files of their own. */
    public List<Figure> figures(String crisis) {
        List<Figure> figures = new ArrayList<>(List.of(intervals(), heat(), profiles(), pareto()));
        learning().ifPresent(figures::add);
        figures.addAll(surfaces());
        if (result.scenarios().contains(crisis)) {
            figures.add(crisis(crisis));
        }
        return figures;
    }
}

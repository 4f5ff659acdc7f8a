package io.github.loantwin.server.cli;

import io.github.loantwin.agents.front.FrontPicture;
import io.github.loantwin.agents.front.FrontPlan;
import io.github.loantwin.agents.front.FrontPoint;
import io.github.loantwin.agents.front.FrontRun;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.train.TrainProgress;
import io.github.loantwin.agents.train.TrainWatcher;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Trains agents that weigh the objectives differently. */
@Command(
        name = "front",
        header = "Train agents with many weightings of the objectives: the Pareto front.",
        description = {
            "The reward weighs four objectives: financial, risk, regulatory, operational. This trains one agent for every"
                    + " weighting of a file, measures all of them, hold, the best constant and the rule on the same tuning worlds,"
                    + " and shows who is beaten in nothing: the front, with its hypervolume.",
            "",
            "Every training is a run of its own: stopped or killed, the same command goes on where it was.",
        },
        footer = {
            "  twin front configs/experiments/front.yaml",
            "  twin simulate --policy runs/front/w40-30-20-10",
        })
final class FrontCommand extends TwinCommand {
    private static final List<String> OBJECTIVES = List.of("financial", "risk", "regulatory", "operational");

    @Parameters(paramLabel = "FILE", description = "What to train: run, weights and budget.")
    private String file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "front",
            description = "Name of the folder under runs/ (default: ${DEFAULT-VALUE}); one that was begun goes on.")
    private String name;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        FrontPlan plan = Settings.read(file, FrontPlan.class);
        RunFolder folder = RunFolder.resumed(RunFolder.home().resolve(name));
        note(String.format(
                Locale.ROOT,
                "Training %d agents of %,d decisions in %s.",
                plan.weights().size(),
                plan.steps(),
                folder.path()));
        try (Interrupts interrupts = Interrupts.caught()) {
            return conclude(plan, result(plan, folder, interrupts), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FrontRun.Result result(FrontPlan plan, RunFolder folder, Interrupts interrupts) throws IOException {
        try (View view = new View(plan)) {
            return new FrontRun(plan, folder.path(), threads.count()).run(view, interrupts::requested);
        }
    }

    private Integer conclude(FrontPlan plan, FrontRun.Result result, RunFolder folder) {
        if (result.interrupted()) {
            note("Stopped and saved. Go on with the same command.");
            return ExitCode.INTERRUPTED;
        }
        StudyFiles files = new StudyFiles(folder);
        ReportTable table = table(result.points());
        files.csv("front", table);
        folder.write("front.json", json(plan, result));
        files.plots(List.of(FrontPicture.of(result.points(), "twin front " + file)));
        print(table);
        note(String.format(
                Locale.ROOT,
                "Hypervolume %.3g above %s; pictures in %s.",
                result.hypervolume(),
                plan.reference(),
                folder.resolve(RunFiles.PLOTS)));
        return ExitCode.OK;
    }

    private String json(FrontPlan plan, FrontRun.Result result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", 1);
        tree.put("command", "twin " + String.join(" ", arguments()));
        tree.put("commit", Versions.commit().orElse("unknown"));
        tree.put("unit", "gain over hold, thousandths of the objective a day");
        tree.put("objectives", OBJECTIVES);
        tree.put("plan", plan);
        tree.put("hypervolume", result.hypervolume());
        tree.put("points", result.points());
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(tree) + "\n";
    }

    private static ReportTable table(List<FrontPoint> points) {
        ReportTable table = new ReportTable(
                "Gains over hold in the four objectives, thousandths a day, with standard errors",
                TableColumn.text("policy", "Policy"),
                TableColumn.text("on_front", "On front"),
                TableColumn.number("financial", "Financial", "", 1, 1),
                TableColumn.number("financial_error", "+-", "", 1, 1),
                TableColumn.number("risk", "Risk", "", 1, 1),
                TableColumn.number("risk_error", "+-", "", 1, 1),
                TableColumn.number("regulatory", "Regulatory", "", 1, 1),
                TableColumn.number("regulatory_error", "+-", "", 1, 1),
                TableColumn.number("operational", "Operational", "", 1, 1),
                TableColumn.number("operational_error", "+-", "", 1, 1));
        for (FrontPoint point : points) {
            List<Double> g = point.gains();
            List<Double> e = point.errors();
            table.row(
                    point.name(),
                    point.onFront() ? "yes" : "",
                    g.get(0),
                    e.get(0),
                    g.get(1),
                    e.get(1),
                    g.get(2),
                    e.get(2),
                    g.get(3),
                    e.get(3));
        }
        return table;
    }

    /** A bar over the decisions of all trainings. */
    private final class View implements TrainWatcher, AutoCloseable {
        private final Progress progress;
        private final long steps;
        private long before;
        private long last;

        View(FrontPlan plan) {
            steps = plan.steps();
            progress = Progress.of(
                    "Training", "decisions", steps * plan.weights().size(), terminal(), System.err, global().quiet());
        }

        @Override
        public void progress(TrainProgress at) {
            long now = Math.min(steps, at.steps());
            before += now < last ? steps : 0; // another training has begun
            last = now;
            progress.at(before + now);
        }

        @Override
        public void note(String text) {
            FrontCommand.this.note(text);
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}

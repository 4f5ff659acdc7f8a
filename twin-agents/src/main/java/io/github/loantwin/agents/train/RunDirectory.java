package io.github.loantwin.agents.train;

import io.github.loantwin.agents.learn.Learner;
import io.github.loantwin.agents.onnx.OnnxFile;
import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.agents.settings.Settings;
import io.github.loantwin.agents.worlds.Worlds;
import io.github.loantwin.env.config.TwinConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a training run.
 *
 * <p>{@code train.yaml}, {@code agent.yaml} and {@code twin.yaml} are the resolved plan, {@code checkpoints} what resuming needs,
 * {@code metrics.*} and the event file the log, {@code best} and {@code last} policies, {@code networks} DL4J's zips.
 */
final class RunDirectory {
    private static final String TRAIN = "train.yaml";
    private static final String AGENT = "agent.yaml";
    private static final String TWIN = "twin.yaml";

    private final Path folder;
    private final RunPlan plan;

    private RunDirectory(Path folder, RunPlan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    static RunDirectory create(Path folder, RunPlan plan) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(TRAIN), Settings.toYaml(plan.train()));
        Files.writeString(folder.resolve(AGENT), plan.settings());
        Files.writeString(folder.resolve(TWIN), plan.twin().toYaml());
        return new RunDirectory(folder, plan);
    }

    static RunDirectory open(Path folder) throws IOException {
        for (String name : List.of(TRAIN, AGENT, TWIN)) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new IllegalArgumentException(
                        "the folder of a training run must hold " + TRAIN + ", " + AGENT + " and " + TWIN + ", got "
                                + folder + " without " + name + ".\nMaybe another folder is meant.");
            }
        }
        TrainConfig train = Settings.read(folder.resolve(TRAIN).toString(), TrainConfig.class);
        RunPlan plan = new RunPlan(
                train,
                Files.readString(folder.resolve(AGENT)),
                TwinConfig.load(folder.resolve(TWIN)),
                Worlds.read(train.worlds()));
        return new RunDirectory(folder, plan);
    }

    Path folder() {
        return folder;
    }

    RunPlan plan() {
        return plan;
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    void writeBest(TrainedPolicy policy) throws IOException {
        replace("best", policy);
    }

    void writeLast(TrainedPolicy policy) throws IOException {
        replace("last", policy);
    }

    /** Writes a policy aside and swaps folders, so that files of two policies never stand together. */
    private void replace(String name, TrainedPolicy policy) throws IOException {
        Path target = folder.resolve(name);
        Path fresh = folder.resolve(name + ".new");
        Path old = folder.resolve(name + ".old");
        remove(fresh);
        remove(old);
        policy.save(fresh);
        OnnxFile.write(fresh, policy);
        if (Files.exists(target)) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        remove(old);
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> found = Files.walk(path)) {
            for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    void writeNetworks(Learner learner) throws IOException {
        Path networks = Files.createDirectories(folder.resolve("networks"));
        learner.writeNetworks(networks);
    }
}

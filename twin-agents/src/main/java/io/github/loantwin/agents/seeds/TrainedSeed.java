package io.github.loantwin.agents.seeds;

import io.github.loantwin.agents.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * How a finished run came about: {@code training.json} in its folder. It is written last, so that a run that has it is whole.
 *
 * @param algorithm its name
 * @param seed of the run
 * @param planHash hash of everything that decides the run
 * @param configHash hash of the twin's configuration
 * @param worldsHash hash of the frozen worlds
 * @param commit of the program that trained
 * @param openblasCore kernels of OpenBLAS: on others the last digits of weights may differ
 * @param steps decisions taken
 * @param seconds of the clock, from the speed of the last session if there were several
 * @param cpuSeconds of the processor, likewise
 * @param bestGain best validation score, mean gain over hold per episode
 * @param bestStep where it was reached; that policy was kept
 * @param curve the validation scores by step
 */
public record TrainedSeed(
        String algorithm,
        long seed,
        String planHash,
        String configHash,
        String worldsHash,
        String commit,
        String openblasCore,
        long steps,
        double seconds,
        double cpuSeconds,
        double bestGain,
        long bestStep,
        LearningCurve curve) {
    static final String FILE = "training.json";

    /** Returns what a folder says, if it holds a finished run of several seeds. */
    public static Optional<TrainedSeed> read(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.isRegularFile(file)
                ? Optional.of(Settings.read(file.toString(), TrainedSeed.class))
                : Optional.empty();
    }

    void write(Path folder) {
        try {
            Path part = folder.resolve(FILE + ".part");
            Files.writeString(part, Settings.toJson(this));
            Files.move(part, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

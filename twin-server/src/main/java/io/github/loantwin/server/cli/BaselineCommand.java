package io.github.loantwin.server.cli;

import io.github.loantwin.agents.baseline.ConstantSearch;
import io.github.loantwin.agents.baseline.SearchPlan;
import io.github.loantwin.agents.worlds.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Searches the best constant action, the yardstick that a policy which adapts has to beat. */
@Command(
        name = "baseline",
        header = "Search the best constant action on training seeds.",
        description = {
            "A policy that adapts is worth something only if it beats the best action that never changes. This searches it by"
                    + " successive halving on the training seeds of the frozen worlds, checks its gain over hold on tuning"
                    + " seeds that had no part in the choice, and prints (or writes) the file behind --policy best-constant."
                    + " The same command gives the same file.",
        },
        footer = {
            "  twin baseline",
            "  twin baseline --write configs/policies/best-constant.yaml",
            "  twin baseline --candidates 30 --first-seeds 4 --stages 2      a quick look",
        })
final class BaselineCommand extends TwinCommand {
    @Option(names = "--candidates", paramLabel = "N", description = "Actions of the first stage (default: 162).")
    private int candidates = SearchPlan.SHIPPED.candidates();

    @Option(
            names = "--first-seeds",
            paramLabel = "N",
            description = "Seeds of the first stage; every stage has three times as many (default: 8).")
    private int firstSeeds = SearchPlan.SHIPPED.firstSeeds();

    @Option(names = "--stages", paramLabel = "N", description = "Stages (default: 4).")
    private int stages = SearchPlan.SHIPPED.stages();

    @Option(names = "--write", paramLabel = "FILE", description = "Write the result to a file instead of printing it.")
    private Path file;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many lenders run at a time (default: as many as processors).")
    private Integer threads;

    @Override
    public Integer call() {
        SearchPlan plan = new SearchPlan(candidates, firstSeeds, stages);
        int atATime = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        ConstantSearch search = new ConstantSearch(Worlds.shipped(), plan, atATime, this::note);
        String text = search.run("./twin baseline --candidates " + candidates + " --first-seeds " + firstSeeds
                + " --stages " + stages + " --write configs/policies/best-constant.yaml");
        if (file == null) {
            out().print(text);
            out().flush();
            return ExitCode.OK;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        note("Written: " + file);
        return ExitCode.OK;
    }
}

package io.github.loantwin.env.config;

import io.github.loantwin.env.credit.CreditConfig;
import io.github.loantwin.env.demand.DemandConfig;
import io.github.loantwin.env.ledger.LenderConfig;
import io.github.loantwin.env.loan.PolicyConfig;
import io.github.loantwin.env.loan.Products;
import io.github.loantwin.env.macro.MacroConfig;
import io.github.loantwin.env.macro.MacroModel;
import io.github.loantwin.env.macro.ScenarioLibrary;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.reward.RewardConfig;
import io.github.loantwin.env.risk.RiskConfig;
import io.github.loantwin.env.sim.EpisodeConfig;
import io.github.loantwin.env.sim.Model;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A complete configuration of the twin: nine sections, each with its file of defaults in {@code configs/}.
 *
 * <p>Immutable. Any number may be given as a distribution, {@code {uniform: [low, high]}}, {@code {normal: [mean, sd]}} or
 * {@code {choice: [a, b, c]}}, drawn anew for every episode.
 */
public final class TwinConfig {
    /** The sections, in the order in which they are written. */
    static final List<String> SECTIONS =
            List.of("episode", "products", "policy", "credit", "macro", "demand", "lender", "risk", "reward");

    private final ObjectNode tree;
    private final boolean randomised;
    private volatile String hash = "";
    private volatile Model compiled;

    TwinConfig(ObjectNode tree) {
        this.tree = tree;
        this.randomised = ConfigTree.hasDistribution(tree);
        sections(randomised ? (ObjectNode) ConfigTree.draw(tree, "", new Draws(0)) : tree);
        if (randomised) {
            sections((ObjectNode) ConfigTree.corner(tree, false));
            sections((ObjectNode) ConfigTree.corner(tree, true));
        }
    }

    /** Returns the default configuration. */
    public static TwinConfig defaults() {
        return load("default");
    }

    /**
     * Loads a configuration.
     *
     * @param name name of a preset (a file of {@code configs/experiments}), or the path of a YAML file
     */
    public static TwinConfig load(String name) {
        return new TwinConfig(ConfigLoader.load(name));
    }

    /** Loads a configuration file. */
    public static TwinConfig load(Path file) {
        return new TwinConfig(ConfigLoader.load(file));
    }

    /**
     * Reads a configuration from text, such as {@link #toYaml} gives.
     *
     * @param yaml a whole configuration, or one that extends a preset
     * @param where names the text in errors
     */
    public static TwinConfig parse(String yaml, String where) {
        return new TwinConfig(ConfigLoader.parse(yaml, where));
    }

    /**
     * Returns the configuration with one value changed.
     *
     * @param path dotted key path, for example {@code lender.taxRate}; it must exist
     * @param value YAML text of the new value
     */
    public TwinConfig with(String path, Object value) {
        return with(Map.of(path, value));
    }

    /**
     * Returns the configuration with some values changed at once, for changes that only hold together, such as
     * {@code episode.initialLoans} and {@code episode.maxPortfolioSize}.
     *
     * @param changes dotted key path to YAML text of the new value
     */
    public TwinConfig with(Map<String, ?> changes) {
        ObjectNode copy = tree.deepCopy();
        changes.forEach(
                (path, value) -> ConfigTree.set(copy, path, ConfigLoader.parseValue(path, String.valueOf(value))));
        return new TwinConfig(copy);
    }

    /**
     * Returns the configuration with the economy of a named scenario, or of a user's scenario file; day 0 is the
     * evening before the scenario's first day.
     */
    public TwinConfig withScenario(String scenario) {
        ObjectNode copy = tree.deepCopy();
        LocalDate start = firstDay(ScenarioLibrary.describe(scenario).start()).minusDays(1);
        ConfigTree.set(copy, "episode.startDate", copy.stringNode(start.toString()));
        ObjectNode macro = ConfigLoader.readBundled("macro/scenario.yaml");
        macro.put("scenario", scenario);
        copy.set("macro", macro);
        return new TwinConfig(copy);
    }

    /** First day of a quarter written like 2008Q3. */
    private static LocalDate firstDay(String quarter) {
        int year = Integer.parseInt(quarter.substring(0, 4));
        int number = Character.getNumericValue(quarter.charAt(quarter.length() - 1));
        return LocalDate.of(year, 3 * number - 2, 1);
    }

    /** Returns the configuration with another source of the economy, {@code var} or {@code constant}. */
    public TwinConfig withMacro(String source) {
        ObjectNode copy = tree.deepCopy();
        copy.set("macro", ConfigLoader.readBundled("macro/" + source + ".yaml"));
        return new TwinConfig(copy);
    }

    /** Returns whether any parameter is drawn per episode. */
    public boolean randomised() {
        return randomised;
    }

    /**
     * Returns the SHA-256 of the resolved configuration and of the figures behind the economy that it names, 64
     * hexadecimal digits.
     */
    public String hash() {
        if (hash.isEmpty()) {
            MacroConfig macro = ConfigLoader.bind(
                    randomised ? (ObjectNode) ConfigTree.draw(tree, "", new Draws(0)) : tree,
                    "macro",
                    MacroConfig.class);
            hash = sha256(tree + " " + MacroModel.compile(macro).contentHash());
        }
        return hash;
    }

    /** Returns the resolved configuration as YAML. */
    public String toYaml() {
        return ConfigLoader.toYaml(tree);
    }

    /** Returns the value at a dotted path as text. */
    public String get(String path) {
        JsonNode node = tree.at("/" + path.replace('.', '/'));
        if (node.isMissingNode()) {
            throw new ConfigException("config key '" + path + "' does not exist.");
        }
        return node.isValueNode() ? node.asString() : node.toString();
    }

    /** Returns the episode section. */
    public EpisodeConfig episode() {
        return model().episode();
    }

    /** Returns the compiled model; of a randomised configuration, the one of key 0. */
    public Model model() {
        Model model = compiled;
        if (model == null) {
            model = randomised ? model(0) : compile(tree);
            compiled = model;
        }
        return model;
    }

    /** Returns the compiled model of an episode: the shared one, or one with parameters drawn for the key. */
    public Model model(long key) {
        return randomised ? compile((ObjectNode) ConfigTree.draw(tree, "", new Draws(key))) : model();
    }

    private static Model compile(ObjectNode tree) {
        Sections s = sections(tree);
        return new Model(
                s.episode,
                s.products,
                s.policy,
                s.credit,
                MacroModel.compile(s.macro),
                s.demand,
                s.lender,
                s.risk,
                s.reward);
    }

    private record Sections(
            EpisodeConfig episode,
            Products products,
            PolicyConfig policy,
            CreditConfig credit,
            MacroConfig macro,
            DemandConfig demand,
            LenderConfig lender,
            RiskConfig risk,
            RewardConfig reward) {}

    private static Sections sections(ObjectNode tree) {
        ConfigLoader.requireSections(tree);
        return new Sections(
                ConfigLoader.bind(tree, "episode", EpisodeConfig.class),
                ConfigLoader.bind(tree, "products", Products.class),
                ConfigLoader.bind(tree, "policy", PolicyConfig.class),
                ConfigLoader.bind(tree, "credit", CreditConfig.class),
                ConfigLoader.bind(tree, "macro", MacroConfig.class),
                ConfigLoader.bind(tree, "demand", DemandConfig.class),
                ConfigLoader.bind(tree, "lender", LenderConfig.class),
                ConfigLoader.bind(tree, "risk", RiskConfig.class),
                ConfigLoader.bind(tree, "reward", RewardConfig.class));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

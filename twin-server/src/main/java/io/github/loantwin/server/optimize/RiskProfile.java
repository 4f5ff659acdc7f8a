package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.ProblemFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A named set of limits that stand in for those of a problem; the numbers are in {@code configs/risk-profiles.yaml}.
 *
 * @param variance largest variance
 * @param cap largest share of one name
 * @param lowRiskFloor smallest share in low-risk loans
 * @param cvarLimit largest CVaR, as a share of the budget
 * @param riskAversion weight of variance / 2
 */
public record RiskProfile(double variance, double cap, double lowRiskFloor, double cvarLimit, double riskAversion) {
    private static final String FLOOR = "low-risk floor";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private record All(double lowRiskLoss, Map<String, RiskProfile> profiles) {}

    private static All all() {
        try (InputStream in = RiskProfile.class.getResourceAsStream("/loantwin/configs/risk-profiles.yaml")) {
            return YAML.readValue(in, All.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the profiles. */
    public static List<String> names() {
        return List.copyOf(new TreeMap<>(all().profiles()).keySet());
    }

    /** Applies a profile to a problem; returns in words what it sets. */
    static String apply(String name, ObjectNode problem) {
        All all = all();
        RiskProfile profile = all.profiles().get(name);
        if (profile == null) {
            String maybe = ProblemFile.nearest(name, names())
                    .map(near -> "'" + near + "' was meant.")
                    .orElse("see configs/risk-profiles.yaml.");
            throw new IllegalArgumentException(
                    "--profile must be one of " + String.join(", ", names()) + ", got '" + name + "'.\nMaybe " + maybe);
        }
        List<String> told = new ArrayList<>();
        switch (problem.path("model").asString("")) {
            case "loan-allocation" -> {
                limits(problem).put("variance", profile.variance());
                told.add(String.format(Locale.ROOT, "variance limit %s", Unit.digits(profile.variance())));
                profile.capAndFloor(problem, all.lowRiskLoss(), told);
            }
            case "loan-cvar" -> {
                problem.put("cvarLimit", profile.cvarLimit());
                told.add(String.format(Locale.ROOT, "CVaR limit %.1f %%", 100 * profile.cvarLimit()));
                profile.capAndFloor(problem, all.lowRiskLoss(), told);
            }
            case "scenario-cvar" -> {
                problem.put("cvarLimit", profile.cvarLimit());
                problem.remove("leastReturn");
                told.add(String.format(Locale.ROOT, "CVaR limit %.1f %%", 100 * profile.cvarLimit()));
                profile.capOnly(problem, told);
            }
            case "portfolio" -> profile.portfolio(problem, told);
            default -> throw meaningless(problem.path("model").asString(""));
        }
        return "Profile " + name + ": " + String.join(", ", told) + ".";
    }

    private static IllegalArgumentException meaningless(String model) {
        return new IllegalArgumentException("--profile must be left out for model " + model
                + ", whose limits it does not know.\nMaybe --what-if on a limit says what is meant.");
    }

    private static ObjectNode limits(ObjectNode problem) {
        return problem.path("limits") instanceof ObjectNode limits ? limits : problem.putObject("limits");
    }

    private void portfolio(ObjectNode problem, List<String> told) {
        String objective = problem.path("objective").asString("");
        if (!objective.equals("mean-variance") && !objective.equals("robust")) {
            throw meaningless("portfolio with objective " + objective);
        }
        problem.put("riskAversion", riskAversion);
        told.add("risk aversion " + Unit.digits(riskAversion));
        capOnly(problem, told);
    }

    private void capOnly(ObjectNode problem, List<String> told) {
        limits(problem).put("cap", cap);
        told.add(String.format(Locale.ROOT, "cap %.0f %%", 100 * cap));
    }

    private void capAndFloor(ObjectNode problem, double lowRiskLoss, List<String> told) {
        capOnly(problem, told);
        List<String> low = new ArrayList<>();
        for (JsonNode loan : problem.path("loans")) {
            if (loan.path("pd").asDouble(1) * loan.path("lgd").asDouble(1) <= lowRiskLoss + 1e-12) {
                low.add(loan.path("name").asString(""));
            }
        }
        ObjectNode limits = limits(problem);
        ArrayNode groups = limits.path("groups") instanceof ArrayNode given ? given : limits.putArray("groups");
        for (int i = groups.size() - 1; i >= 0; i--) {
            if (groups.get(i).path("name").asString("").equals(FLOOR)) {
                groups.remove(i);
            }
        }
        if (lowRiskFloor > 0 && !low.isEmpty()) {
            ObjectNode floor = groups.addObject().put("name", FLOOR);
            ArrayNode of = floor.putArray("of");
            low.forEach(of::add);
            floor.put("atLeast", lowRiskFloor);
            told.add(String.format(
                    Locale.ROOT, "at least %.0f %% in %s", 100 * lowRiskFloor, String.join(" and ", low)));
        } else if (lowRiskFloor > 0) {
            told.add("no low-risk floor, since no loan type's PD times LGD is at most " + Unit.digits(lowRiskLoss));
        } else {
            told.add("no low-risk floor");
        }
    }
}

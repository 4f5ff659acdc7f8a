package io.github.loantwin.optimizer.policy;

import java.util.OptionalDouble;

/**
 * The parameters of the four controllers; see {@code configs/policies/convex.yaml}.
 *
 * @param desk what all share
 * @param lp the linear program
 * @param mv mean and variance
 * @param cvar CVaR-limited
 * @param robust robust mean
 */
public record PolicyFile(
        Desk desk, ControllerSettings lp, ControllerSettings mv, ControllerSettings cvar, ControllerSettings robust) {
    /** Checks that every controller has the risk parameters of its own, and no other's. */
    public PolicyFile {
        Require.given("desk", desk);
        own("lp", Require.given("lp", lp), false, false, false);
        own("mv", Require.given("mv", mv), true, false, false);
        own("cvar", Require.given("cvar", cvar), false, true, false);
        own("robust", Require.given("robust", robust), false, false, true);
    }

    private static void own(String model, ControllerSettings settings, boolean mv, boolean cvar, boolean robust) {
        present(model + ".riskAversion", settings.riskAversion(), mv);
        present(model + ".cvarLevel", settings.cvarLevel(), cvar);
        present(model + ".cvarLimit", settings.cvarLimit(), cvar);
        present(model + ".uncertainty", settings.uncertainty(), robust);
    }

    private static void present(String key, OptionalDouble value, boolean wanted) {
        Require.that(value.isPresent() == wanted, key + (wanted ? " must be given" : " must be absent"), value);
    }

    /** Returns the settings of a controller. */
    ControllerSettings of(String model) {
        return switch (model) {
            case "lp" -> lp;
            case "mv" -> mv;
            case "cvar" -> cvar;
            default -> robust;
        };
    }
}

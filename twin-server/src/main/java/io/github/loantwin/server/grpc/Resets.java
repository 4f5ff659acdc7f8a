package io.github.loantwin.server.grpc;

import io.github.loantwin.env.VecEnv;
import io.github.loantwin.env.macro.MacroConfig;
import io.github.loantwin.env.sim.ResetOptions;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.ResetResponse;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/** Starts episodes of a session. */
final class Resets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Resets() {}

    static ResetResponse run(Session session, ResetRequest request) {
        return session.change(
                request.getStepIndex(), request, ResetResponse.class, index -> anew(session, request, index));
    }

    private static ResetResponse anew(Session session, ResetRequest request, long index) {
        VecEnv envs = session.envs();
        int n = envs.size();
        boolean masked = request.hasMask();
        boolean[] mask = masked ? NumberArrays.booleans("mask", request.getMask(), n) : allTrue(n);
        boolean partial = masked && !all(mask);
        if (partial) {
            session.requireStarted();
        }
        if (masked && request.hasSessionSeed()) {
            throw Refusal.badValue("session_seed", "given without a mask", request.getSessionSeed());
        }
        long[] seeds = request.hasSeeds() ? NumberArrays.longs("seeds", request.getSeeds(), n) : new long[0];
        ResetOptions options = options(session, request);
        long start = System.nanoTime();
        envs.pin(options);
        try {
            reset(session, request, mask, partial, seeds);
        } finally {
            envs.pin(ResetOptions.NONE);
        }
        long nanos = System.nanoTime() - start;
        if (partial) {
            markBegun(session, mask);
        }
        session.begin();
        return StepAnswers.start(session, index, nanos);
    }

    /** Rows that a mask leaves out begin nothing. */
    private static void markBegun(Session session, boolean[] mask) {
        System.arraycopy(mask, 0, session.batch().begins, 0, mask.length);
    }

    private static void reset(Session session, ResetRequest request, boolean[] mask, boolean partial, long[] seeds) {
        VecEnv envs = session.envs();
        if (seeds.length > 0 && partial) {
            envs.reset(mask, seeds, session.batch());
        } else if (seeds.length > 0) {
            envs.reset(seeds, session.batch());
        } else if (request.hasSessionSeed() || !session.started()) {
            envs.reset(request.hasSessionSeed() ? request.getSessionSeed() : RANDOM.nextLong(), session.batch());
        } else {
            envs.reset(mask, session.batch());
        }
    }

    private static boolean[] allTrue(int n) {
        boolean[] mask = new boolean[n];
        Arrays.fill(mask, true);
        return mask;
    }

    private static boolean all(boolean[] mask) {
        for (boolean one : mask) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    private static ResetOptions options(Session session, ResetRequest request) {
        io.github.loantwin.proto.v1.ResetOptions given = request.getOptions();
        ResetOptions options = ResetOptions.NONE;
        try {
            if (!given.getRegime().isEmpty()) {
                options = options.withRegime(regime(session, given.getRegime()));
            }
            if (given.hasDelinquencyStress()) {
                options = options.withDelinquencyStress(given.getDelinquencyStress());
            }
            if (given.hasCapitalRatio()) {
                options = options.withCapitalRatio(given.getCapitalRatio());
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.from(Reason.REASON_BAD_VALUE, "options", asOnTheWire(e));
        }
        return options;
    }

    /** Names an option as the protocol does, not as Java. */
    private static IllegalArgumentException asOnTheWire(IllegalArgumentException e) {
        String text = e.getMessage()
                .replaceFirst("^capitalRatio", "options.capital_ratio")
                .replaceFirst("^delinquencyStress", "options.delinquency_stress");
        return new IllegalArgumentException(text, e);
    }

    private static MacroConfig.StartRegime regime(Session session, String name) {
        String source = session.config().get("macro.source");
        if (!source.equals("var")) {
            throw Refusal.badValue(
                    "options.regime", "empty unless the economy is drawn by the model", "'" + name + "'");
        }
        for (MacroConfig.StartRegime regime : MacroConfig.StartRegime.values()) {
            if (regime.name().toLowerCase(Locale.ROOT).equals(name)) {
                return regime;
            }
        }
        throw Refusal.unknownName(
                "options.regime",
                Arrays.toString(MacroConfig.StartRegime.values()).toLowerCase(Locale.ROOT),
                name);
    }
}

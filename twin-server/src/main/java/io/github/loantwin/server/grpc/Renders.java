package io.github.loantwin.server.grpc;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.RenderRequest;
import io.github.loantwin.proto.v1.RenderResponse;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Draws one environment of a session, as text or as a chart. */
final class Renders {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 640;
    private static final List<String> REGIMES = List.of("expansion", "recession", "crisis");

    private Renders() {}

    static RenderResponse run(Session session, RenderRequest request) {
        session.requireStarted();
        int row = request.getEnv();
        int n = session.envs().size();
        if (row < 0 || row >= n) {
            throw Refusal.badValue("env", "a row 0 to " + (n - 1), Integer.toUnsignedString(row));
        }
        return switch (request.getMode()) {
            case RENDER_MODE_UNSPECIFIED, RENDER_MODE_ANSI -> RenderResponse.newBuilder()
                    .setText(text(session.envs().environment(row)))
                    .build();
            case RENDER_MODE_RGB_ARRAY -> chart(session, row, request);
            case UNRECOGNIZED -> throw Refusal.badValue("mode", "0 to 2", request.getModeValue());
        };
    }

    private static RenderResponse chart(Session session, int row, RenderRequest request) {
        int width = size("width", request.getWidth(), WIDTH, 320, 1920);
        int height = size("height", request.getHeight(), HEIGHT, 240, 1200);
        EpisodeRecorder days = session.history()
                .of(row)
                .orElseThrow(() -> Refusal.precondition(
                        Reason.REASON_BAD_VALUE,
                        "mode",
                        "a chart needs the days of the episode, which this session does not record."
                                + "\nMaybe create the session with record_history."));
        BufferedImage image = new EpisodeChart(days, session.config()).draw(width, height);
        return RenderResponse.newBuilder()
                .setPixels(NumberArrays.of(pixels(image), height, width, 3))
                .build();
    }

    private static int size(String field, int given, int standard, int least, int most) {
        if (given == 0) {
            return standard;
        }
        if (given < least || given > most) {
            throw Refusal.badValue(field, "0 or in [" + least + ", " + most + "]", Integer.toUnsignedString(given));
        }
        return given;
    }

    private static byte[] pixels(BufferedImage image) {
        int[] packed = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] pixels = new byte[3 * packed.length];
        for (int i = 0; i < packed.length; i++) {
            pixels[3 * i] = (byte) (packed[i] >> 16);
            pixels[3 * i + 1] = (byte) (packed[i] >> 8);
            pixels[3 * i + 2] = (byte) packed[i];
        }
        return pixels;
    }

    private static String text(LoanEnv env) {
        StepInfo info = env.info();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s  day %,.0f  seed %d  economy in %s",
                LocalDate.ofEpochDay((long) info.get(InfoField.EPOCH_DAY)),
                info.get(InfoField.DAY),
                env.seed(),
                REGIMES.get((int) info.get(InfoField.REGIME)));
        line(
                text,
                "Lender    portfolio %,.2f million  loans %,.0f  equity %,.2f million  return on equity %.1f %%",
                info.get(InfoField.PORTFOLIO_VALUE) / 1e6,
                info.get(InfoField.LOAN_COUNT),
                info.get(InfoField.EQUITY) / 1e6,
                100 * info.get(InfoField.RETURN_ON_EQUITY));
        line(
                text,
                "Risk      30+ days %.2f %%  expected loss %.2f %%  value at risk 95 %% %.2f %%  largest product %.1f %%",
                100 * info.get(InfoField.DELINQUENCY_RATE),
                100 * info.get(InfoField.EXPECTED_LOSS_RATE),
                100 * info.get(InfoField.VALUE_AT_RISK_95),
                100 * info.get(InfoField.LARGEST_SHARE));
        line(
                text,
                "Strength  capital ratio %.2f %%  liquidity coverage %.2f  stable funding %.2f",
                100 * info.get(InfoField.CAPITAL_RATIO),
                info.get(InfoField.LIQUIDITY_COVERAGE),
                info.get(InfoField.STABLE_FUNDING));
        line(
                text,
                "Economy   unemployment %.1f %%  prime rate %.2f %%  house prices %.1f  spread %.2f %%  volatility %.1f",
                100 * info.get(InfoField.UNEMPLOYMENT_RATE),
                100 * info.get(InfoField.BASE_RATE),
                info.get(InfoField.HOUSING_PRICE_INDEX),
                100 * info.get(InfoField.CREDIT_SPREAD),
                info.get(InfoField.VOLATILITY_INDEX));
        line(
                text,
                "Policy    credit %+.3f  price %+.4f  rebalancing %+.3f",
                info.get(InfoField.CREDIT_POLICY),
                info.get(InfoField.PRICING),
                info.get(InfoField.REBALANCING));
        return text.toString();
    }

    private static void line(StringBuilder text, String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, pattern, values)).append('\n');
    }
}

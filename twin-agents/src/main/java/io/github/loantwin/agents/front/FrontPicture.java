package io.github.loantwin.agents.front;

import io.github.loantwin.env.report.CurvePicture;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.Palette;
import java.util.Comparator;
import java.util.List;

/** The front as a picture: profit against risk, the two objectives that pull hardest against each other. */
public final class FrontPicture {
    private static final int FINANCIAL = 0;
    private static final int RISK = 1;
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;

    private FrontPicture() {}

    /** Returns the figure; policies that the front leaves behind are grey. */
    public static Figure of(List<FrontPoint> points, String source) {
        CurvePicture picture = new CurvePicture(
                "On the front in all four objectives: blue",
                "Financial objective over hold, thousandths a day",
                "Risk objective over hold, thousandths a day",
                WIDTH,
                HEIGHT);
        double low = points.stream().mapToDouble(FrontPicture::risk).min().orElse(0);
        double high = points.stream().mapToDouble(FrontPicture::risk).max().orElse(1);
        double middle = (low + high) / 2;
        for (FrontPoint point : points.stream()
                .sorted(Comparator.comparingDouble(FrontPicture::risk))
                .toList()) {
            var color = point.onFront() ? Palette.BLUE : Palette.SOURCE;
            if (risk(point) > middle) {
                picture.pointNamedLeft(risk(point), point.gains().get(FINANCIAL), point.name(), color);
            } else {
                picture.point(risk(point), point.gains().get(FINANCIAL), point.name(), color);
            }
        }
        double beside = 0.1 * (high - low);
        picture.roundTicks(low - beside, high + beside, 6);
        return new Figure("front", "Agents that weigh the objectives differently", source, 1, List.of(picture));
    }

    private static double risk(FrontPoint point) {
        return point.gains().get(RISK);
    }
}

package io.github.loantwin.env.stress;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far one driver must go to break the lender.
 *
 * @param driver what was made worse
 * @param highest the largest share looked at: beyond it the economy leaves the twin's range
 * @param bound what leaves the range beyond it, in words
 * @param points every severity looked at, rising
 * @param gridPoints how many of them are the even grid that was looked at first
 * @param thresholds by criterion
 */
public record DriverResult(
        Driver driver,
        double highest,
        String bound,
        List<SeverityPoint> points,
        int gridPoints,
        Map<Criterion, ThresholdSearch> thresholds) {
    public DriverResult {
        points = List.copyOf(points);
        thresholds = Map.copyOf(thresholds);
    }

    /** Returns the point at the threshold of a criterion; empty if it is not reached. */
    public Optional<SeverityPoint> at(Criterion criterion) {
        ThresholdSearch found = thresholds.get(criterion);
        return points.stream()
                .filter(point -> found.reached() && point.share() == found.severity())
                .findFirst();
    }

    /** Returns by how much the mean lowest ratio rises at most from one severity to the next: 0 if it never does. */
    public double largestRise() {
        double rise = 0;
        for (int i = 1; i < points.size(); i++) {
            rise = Math.max(
                    rise, points.get(i).lowestRatio() - points.get(i - 1).lowestRatio());
        }
        return rise;
    }
}

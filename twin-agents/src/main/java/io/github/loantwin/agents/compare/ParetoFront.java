package io.github.loantwin.agents.compare;

import io.github.loantwin.env.check.ArgCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Points that no other point beats in one objective without losing in another, and how much they cover; more is better in every
 * objective.
 */
public final class ParetoFront {
    private ParetoFront() {}

    /** Returns the points of the front, by ascending first objective; equal points stand once. */
    public static List<double[]> of(double[][] points) {
        List<double[]> front = new ArrayList<>();
        for (double[] point : points) {
            boolean beaten = Arrays.stream(points).anyMatch(other -> dominates(other, point));
            boolean known = front.stream().anyMatch(other -> Arrays.equals(other, point));
            if (!beaten && !known) {
                front.add(point.clone());
            }
        }
        front.sort(Comparator.comparingDouble(point -> point[0]));
        return front;
    }

    /** Returns whether a is at least as good as b in every objective, and better in one. */
    static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] < b[i]) {
                return false;
            }
            better |= a[i] > b[i];
        }
        return better;
    }

    /**
     * Returns the hypervolume: the volume of all that lies above the reference in every objective and is reached by a point.
     *
     * <p>By slices along the last objective (Fonseca, Paquete and Lopez-Ibanez, "An improved dimension-sweep algorithm for the
     * hypervolume indicator", 2006, without its bookkeeping): exact, for some hundreds of points in up to four objectives.
     *
     * @param points any number of them, dominated ones included
     * @param reference point that each counted point exceeds in every objective
     */
    public static double hypervolume(double[][] points, double[] reference) {
        ArgCheck.notNull("reference", reference);
        List<double[]> above = new ArrayList<>();
        for (double[] point : points) {
            ArgCheck.length("point", point, reference.length);
            boolean counts = true;
            for (int i = 0; i < reference.length; i++) {
                counts &= point[i] > reference[i];
            }
            if (counts) {
                above.add(point);
            }
        }
        return volume(above, reference, reference.length);
    }

    private static double volume(List<double[]> points, double[] reference, int dimensions) {
        if (points.isEmpty()) {
            return 0;
        }
        int last = dimensions - 1;
        if (last == 0) {
            return points.stream().mapToDouble(point -> point[0]).max().orElseThrow() - reference[0];
        }
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble((double[] point) -> point[last]).reversed());
        double volume = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double next = i + 1 < sorted.size() ? sorted.get(i + 1)[last] : reference[last];
            double height = sorted.get(i)[last] - next;
            if (height > 0) {
                volume += height * volume(sorted.subList(0, i + 1), reference, last);
            }
        }
        return volume;
    }
}

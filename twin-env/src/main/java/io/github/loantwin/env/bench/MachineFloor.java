package io.github.loantwin.env.bench;

import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.random.UniformBatch;
import java.util.Arrays;

/**
 * What this machine can do, measured in the same run: the floors that no simulator of loans gets under.
 *
 * @param copyGigabytesPerSecond bytes read and written per second when 64 MB are copied
 * @param nanosPerDraw one keyed random block of a loan, in batches of a due day of 1,000 loans
 * @param nanosPerLoanOfMemory reading and writing once what the books hold of a loan, at that bandwidth
 */
public record MachineFloor(double copyGigabytesPerSecond, double nanosPerDraw, double nanosPerLoanOfMemory) {
    private static final int COPY_BYTES = 64 << 20;
    private static final int LOANS = 36;

    /**
     * Measures the floors.
     *
     * @param bytesPerLoan bytes that a due loan reads and writes
     */
    public static MachineFloor measure(int bytesPerLoan) {
        double gigabytes = copyRate();
        return new MachineFloor(gigabytes, timeDraws(), 2 * bytesPerLoan / gigabytes);
    }

    private static double copyRate() {
        long[] from = new long[COPY_BYTES / Long.BYTES];
        long[] to = new long[COPY_BYTES / Long.BYTES];
        Arrays.fill(from, 1);
        double best = 0;
        for (int round = 0; round < 12; round++) {
            long start = System.nanoTime();
            System.arraycopy(from, 0, to, 0, from.length);
            best = Math.max(best, 2.0 * COPY_BYTES / (System.nanoTime() - start));
        }
        return best;
    }

    private static double timeDraws() {
        UniformBatch batch = new UniformBatch();
        long[] ids = new long[LOANS];
        for (int i = 0; i < LOANS; i++) {
            ids[i] = 7919L * i;
        }
        double best = Double.POSITIVE_INFINITY;
        double sum = 0;
        int calls = 20_000;
        for (int round = 0; round < 12; round++) {
            long start = System.nanoTime();
            for (int date = 0; date < calls; date++) {
                batch.fill(round, Stream.LOAN_MONTH, ids, 0, LOANS, date);
                sum += batch.first()[date % LOANS];
            }
            best = Math.min(best, (double) (System.nanoTime() - start) / calls / LOANS);
        }
        return sum > 0 ? best : Double.NaN;
    }
}

package io.github.loantwin.env.loan;

import java.nio.ByteBuffer;

/** Writes and reads the columns of a book, segment by segment in the order of slots, so that a restored book moves alike. */
final class ColumnBytes {
    private ColumnBytes() {}

    private static long[][] longs(LoanColumns c) {
        return new long[][] {
            c.id,
            c.balance,
            c.amount,
            c.instalment,
            c.interestArrears,
            c.periodInterest,
            c.dailyInterest,
            c.deferredCost,
            c.writtenDown,
            c.collateral,
            c.expectedLoss,
            c.allowance
        };
    }

    private static float[][] floats(LoanColumns c) {
        return new float[][] {
            c.margin,
            c.fundingRate,
            c.riskMultiplier,
            c.indexAtOrigination,
            c.ltv,
            c.dti,
            c.income,
            c.utilisation,
            c.irbWeight
        };
    }

    private static short[][] shorts(LoanColumns c) {
        return new short[][] {c.remaining, c.age, c.term, c.burnout, c.score};
    }

    private static byte[][] bytes(LoanColumns c) {
        return new byte[][] {c.product, c.missed, c.flags, c.stage, c.performing};
    }

    /** Returns the bytes of one loan. */
    static int bytesPerLoan(LoanColumns c) {
        return longs(c).length * Long.BYTES
                + Double.BYTES
                + floats(c).length * Float.BYTES
                + Integer.BYTES
                + shorts(c).length * Short.BYTES
                + bytes(c).length;
    }

    /** Refuses sizes of segments that the bytes behind them cannot hold, before room is made for them. */
    static void requireRows(int[] sizes, int bytes) {
        long rows = 0;
        for (int size : sizes) {
            rows += size < 0 ? Integer.MAX_VALUE : size;
        }
        if (rows * Long.BYTES > bytes) {
            throw new IllegalArgumentException(
                    "a saved book must hold as many loans as it says, got " + rows + " in " + bytes + " bytes.");
        }
    }

    /** Writes the loans of one segment. */
    static void save(LoanColumns columns, int from, int count, ByteBuffer out) {
        for (long[] column : longs(columns)) {
            out.asLongBuffer().put(column, from, count);
            skip(out, count * Long.BYTES);
        }
        out.asDoubleBuffer().put(columns.rate, from, count);
        skip(out, count * Double.BYTES);
        for (float[] column : floats(columns)) {
            out.asFloatBuffer().put(column, from, count);
            skip(out, count * Float.BYTES);
        }
        out.asIntBuffer().put(columns.periodStart, from, count);
        skip(out, count * Integer.BYTES);
        for (short[] column : shorts(columns)) {
            out.asShortBuffer().put(column, from, count);
            skip(out, count * Short.BYTES);
        }
        for (byte[] column : bytes(columns)) {
            out.put(column, from, count);
        }
    }

    /** Reads the loans of one segment. */
    static void restore(LoanColumns columns, int from, int count, ByteBuffer in) {
        for (long[] column : longs(columns)) {
            in.asLongBuffer().get(column, from, count);
            skip(in, count * Long.BYTES);
        }
        in.asDoubleBuffer().get(columns.rate, from, count);
        skip(in, count * Double.BYTES);
        for (float[] column : floats(columns)) {
            in.asFloatBuffer().get(column, from, count);
            skip(in, count * Float.BYTES);
        }
        in.asIntBuffer().get(columns.periodStart, from, count);
        skip(in, count * Integer.BYTES);
        for (short[] column : shorts(columns)) {
            in.asShortBuffer().get(column, from, count);
            skip(in, count * Short.BYTES);
        }
        for (byte[] column : bytes(columns)) {
            in.get(column, from, count);
        }
    }

    private static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }
}

package io.github.loantwin.server.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.github.loantwin.proto.v1.DType;
import io.github.loantwin.proto.v1.NDArray;
import io.github.loantwin.proto.v1.Reason;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Java arrays as {@link NDArray} and back: little-endian, C order, every shape and dtype checked. */
final class NumberArrays {
    private NumberArrays() {}

    /** Returns the numbers of an array that must be float32 of a shape. */
    static float[] floats(String field, NDArray array, int... shape) {
        require(field, array, DType.DTYPE_FLOAT32, Float.BYTES, shape);
        float[] values = new float[size(shape)];
        little(array.getData()).asFloatBuffer().get(values);
        return values;
    }

    /** Returns the numbers of an array that must be int64 of a shape. */
    static long[] longs(String field, NDArray array, int... shape) {
        require(field, array, DType.DTYPE_INT64, Long.BYTES, shape);
        long[] values = new long[size(shape)];
        little(array.getData()).asLongBuffer().get(values);
        return values;
    }

    /** Returns the flags of an array that must be bool of a shape. */
    static boolean[] booleans(String field, NDArray array, int... shape) {
        require(field, array, DType.DTYPE_BOOL, 1, shape);
        boolean[] values = new boolean[size(shape)];
        for (int i = 0; i < values.length; i++) {
            byte value = array.getData().byteAt(i);
            if (value != 0 && value != 1) {
                throw Refusal.badValue(field + "[" + i + "]", "0 or 1", value).atRow(i);
            }
            values[i] = value != 0;
        }
        return values;
    }

    private static ByteBuffer little(ByteString data) {
        return data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int size(int[] shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        return size;
    }

    private static void require(String field, NDArray array, DType dtype, int bytes, int[] shape) {
        if (array.getDtype() != dtype) {
            throw Refusal.of(
                    Status.Code.INVALID_ARGUMENT,
                    Reason.REASON_BAD_DTYPE,
                    field + ".dtype",
                    name(dtype),
                    name(array.getDtype()),
                    "");
        }
        if (!sameShape(array.getShapeList(), shape)) {
            throw badShape(field + ".shape", text(shape), text(array.getShapeList()));
        }
        long wanted = (long) size(shape) * bytes;
        if (array.getData().size() != wanted) {
            throw badShape(field + ".data", wanted + " bytes", array.getData().size() + " bytes");
        }
    }

    private static boolean sameShape(List<Integer> got, int[] shape) {
        if (got.size() != shape.length) {
            return false;
        }
        for (int axis = 0; axis < shape.length; axis++) {
            if (got.get(axis) != shape[axis]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the first axis of an array of two axes whose second is known, up to a limit. */
    static int rows(String field, NDArray array, int columns, int most) {
        List<Integer> shape = array.getShapeList();
        if (shape.size() != 2 || shape.get(1) != columns || shape.get(0) < 1 || shape.get(0) > most) {
            throw badShape(field + ".shape", "(1 to " + most + ", " + columns + ")", text(shape));
        }
        return shape.get(0);
    }

    static Refusal badShape(String field, String bound, String got) {
        return Refusal.of(Status.Code.INVALID_ARGUMENT, Reason.REASON_BAD_SHAPE, field, bound, got, "");
    }

    static String name(DType dtype) {
        return dtype == DType.UNRECOGNIZED || dtype == DType.DTYPE_UNSPECIFIED
                ? "none"
                : dtype.name().substring("DTYPE_".length()).toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(int[] shape) {
        return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    static String text(List<Integer> shape) {
        return shape.stream()
                .limit(8)
                .map(Integer::toUnsignedString)
                .collect(Collectors.joining(", ", "(", shape.size() > 8 ? ", ...)" : ")"));
    }

    /** Returns float32 numbers of a shape. */
    static NDArray of(float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(size(shape) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, 0, size(shape));
        return array(DType.DTYPE_FLOAT32, bytes, shape);
    }

    /** Returns float64 numbers of a shape. */
    static NDArray of(double[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(size(shape) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values, 0, size(shape));
        return array(DType.DTYPE_FLOAT64, bytes, shape);
    }

    /** Returns int64 numbers of a shape. */
    static NDArray of(long[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(size(shape) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values, 0, size(shape));
        return array(DType.DTYPE_INT64, bytes, shape);
    }

    /** Returns flags of a shape. */
    static NDArray of(boolean[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(size(shape));
        for (int i = 0; i < size(shape); i++) {
            bytes.put(i, (byte) (values[i] ? 1 : 0));
        }
        return array(DType.DTYPE_BOOL, bytes, shape);
    }

    /** Returns bytes of a shape. */
    static NDArray of(byte[] values, int... shape) {
        return array(DType.DTYPE_UINT8, ByteBuffer.wrap(values), shape);
    }

    private static NDArray array(DType dtype, ByteBuffer bytes, int[] shape) {
        NDArray.Builder array = NDArray.newBuilder().setDtype(dtype).setData(UnsafeByteOperations.unsafeWrap(bytes));
        for (int length : shape) {
            array.addShape(length);
        }
        return array.build();
    }
}

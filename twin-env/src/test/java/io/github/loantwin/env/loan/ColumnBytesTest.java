package io.github.loantwin.env.loan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every column of the book is saved: a new one that is forgotten fails here. */
class ColumnBytesTest {
    static List<Field> columns() {
        List<Field> columns = new ArrayList<>();
        for (Field field : LoanColumns.class.getFields()) {
            if (field.getType().isArray() && !Modifier.isStatic(field.getModifiers())) {
                columns.add(field);
            }
        }
        return columns;
    }

    static void set(Object array, int slot, int value) {
        Class<?> type = array.getClass().getComponentType();
        if (type == byte.class) {
            Array.setByte(array, slot, (byte) value);
        } else if (type == short.class) {
            Array.setShort(array, slot, (short) value);
        } else if (type == int.class) {
            Array.setInt(array, slot, value);
        } else if (type == long.class) {
            Array.setLong(array, slot, value);
        } else if (type == float.class) {
            Array.setFloat(array, slot, value);
        } else {
            Array.setDouble(array, slot, value);
        }
    }

    @Test
    void everyColumnOfEveryLoanComesBackInPlace() throws IllegalAccessException {
        LoanColumns book = new LoanColumns(40);
        for (int n = 0; n < 300; n++) {
            int slot = book.append(n * n % LoanColumns.SEGMENTS, n % Product.COUNT);
            int c = 0;
            for (Field column : columns()) {
                int value = n + 31 * c++;
                set(column.get(book), slot, column.getName().equals("product") ? n % Product.COUNT : value);
            }
        }
        book.missed[book.start(4)] = LoanColumns.GONE;
        assertEquals(1, book.removeGone(4));
        ByteBuffer bytes = ByteBuffer.allocate((int) book.stateBytes());
        book.save(bytes);
        assertEquals(0, bytes.remaining());
        LoanColumns copy = new LoanColumns(20);
        copy.append(7, 2);
        copy.restore(bytes.flip());
        assertEquals(book.count(), copy.count());
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            assertEquals(book.size(d), copy.size(d));
            for (Field column : columns()) {
                for (int i = 0; i < book.size(d); i++) {
                    Object expected = Array.get(column.get(book), book.start(d) + i);
                    assertEquals(expected, Array.get(column.get(copy), copy.start(d) + i), column.getName());
                }
            }
        }
        ByteBuffer again = ByteBuffer.allocate((int) copy.stateBytes());
        copy.save(again);
        assertArrayEquals(bytes.array(), again.array());
    }
}

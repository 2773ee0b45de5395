package org.fastlabel.dataset.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.fastlabel.dataset.table.ParquetFile.Page;

/** Parquet: rows are gathered into groups and compressed by gzip. Every column may hold nulls. */
public final class ParquetRows<R> implements RowWriter<R> {

    private static final int GROUP_ROWS = 16_384;

    private final List<Column<R>> columns;
    private final ParquetFile file;
    private final List<R> waiting = new ArrayList<>();

    /** @param name of the table */
    public ParquetRows(String name, List<Column<R>> columns, OutputStream out) {
        this.columns = columns;
        file = new ParquetFile(schema(name, columns), out);
    }

    @Override
    public void begin() throws IOException {
        file.begin();
    }

    @Override
    public void row(R row) throws IOException {
        waiting.add(row);
        if (waiting.size() == GROUP_ROWS) {
            group();
        }
    }

    private void group() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Column<R> column : columns) {
            pages.add(new Page(type(column), List.of(column.name()), waiting.size(), page(column), true));
        }
        file.group(waiting.size(), pages);
        waiting.clear();
    }

    /** Which values are there, as runs of equal bits, then the values that are. */
    private byte[] page(Column<R> column) {
        ByteArrayOutputStream levels = new ByteArrayOutputStream();
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        int run = 0;
        boolean runThere = false;
        for (R row : waiting) {
            Object value = column.value().apply(row);
            if (run > 0 && runThere != (value != null)) {
                ParquetFile.run(levels, run, runThere);
                run = 0;
            }
            runThere = value != null;
            run++;
            if (value instanceof String text) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                values.writeBytes(ParquetFile.little(4).putInt(utf8.length).array());
                values.writeBytes(utf8);
            } else if (value instanceof Integer number) {
                values.writeBytes(ParquetFile.little(4).putInt(number).array());
            } else if (value instanceof Long number) {
                values.writeBytes(ParquetFile.little(8).putLong(number).array());
            } else if (value instanceof Double number) {
                values.writeBytes(ParquetFile.little(8).putDouble(number).array());
            }
        }
        ParquetFile.run(levels, run, runThere);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(ParquetFile.little(4).putInt(levels.size()).array());
        page.writeBytes(levels.toByteArray());
        page.writeBytes(values.toByteArray());
        return page.toByteArray();
    }

    private static Type type(Column<?> column) {
        return switch (column.type()) {
            case NAME, TEXT -> Type.BYTE_ARRAY;
            case INTEGER -> Type.INT32;
            case LONG -> Type.INT64;
            case REAL -> Type.DOUBLE;
        };
    }

    @Override
    public void end() throws IOException {
        if (!waiting.isEmpty()) {
            group();
        }
        file.end();
    }

    private static List<SchemaElement> schema(String name, List<? extends Column<?>> columns) {
        List<SchemaElement> schema = new ArrayList<>();
        SchemaElement root = new SchemaElement(name);
        root.setNum_children(columns.size());
        schema.add(root);
        for (Column<?> column : columns) {
            SchemaElement element = new SchemaElement(column.name());
            element.setType(type(column));
            element.setRepetition_type(FieldRepetitionType.OPTIONAL);
            if (type(column) == Type.BYTE_ARRAY) {
                element.setConverted_type(ConvertedType.UTF8);
            }
            schema.add(element);
        }
        return schema;
    }
}

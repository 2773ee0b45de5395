package org.fastlabel.labeling.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Parquet: rows are gathered into groups, of which each column is one page, plain and compressed by gzip, so that every reader
 * understands it. Messages of the format are its own library's. Every column may hold nulls.
 */
final class ParquetRows implements RowWriter {

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final int GROUP_ROWS = 16_384;

    private final List<Column> columns;
    private final OutputStream out;
    private final List<Row> waiting = new ArrayList<>();
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rows;

    ParquetRows(List<Column> columns, OutputStream out) {
        this.columns = columns;
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        write(MAGIC);
    }

    @Override
    public void row(Row row) throws IOException {
        waiting.add(row);
        if (waiting.size() == GROUP_ROWS) {
            group();
        }
    }

    private void group() throws IOException {
        long start = position;
        List<ColumnChunk> chunks = new ArrayList<>();
        long plain = 0;
        for (Column column : columns) {
            ColumnChunk chunk = chunk(column);
            plain += chunk.getMeta_data().getTotal_uncompressed_size();
            chunks.add(chunk);
        }
        RowGroup group = new RowGroup(chunks, plain, waiting.size());
        group.setFile_offset(start);
        group.setTotal_compressed_size(position - start);
        groups.add(group);
        rows += waiting.size();
        waiting.clear();
    }

    private ColumnChunk chunk(Column column) throws IOException {
        byte[] page = page(column);
        byte[] packed = packed(page);
        PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, packed.length);
        header.setData_page_header(new DataPageHeader(waiting.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Util.writePageHeader(header, head);
        long start = position;
        write(head.toByteArray());
        write(packed);
        ColumnMetaData meta = new ColumnMetaData(type(column), List.of(Encoding.RLE, Encoding.PLAIN), List.of(column.name()),
                CompressionCodec.GZIP, waiting.size(), head.size() + page.length, head.size() + packed.length, start);
        ColumnChunk chunk = new ColumnChunk(start);
        chunk.setMeta_data(meta);
        return chunk;
    }

    /** Which values are there, as runs of equal bits, then the values that are. */
    private byte[] page(Column column) {
        ByteArrayOutputStream levels = new ByteArrayOutputStream();
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        int run = 0;
        boolean runThere = false;
        for (Row row : waiting) {
            Object value = column.value().apply(row);
            if (run > 0 && runThere != (value != null)) {
                run(levels, run, runThere);
                run = 0;
            }
            runThere = value != null;
            run++;
            if (value instanceof String text) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                values.writeBytes(little(4).putInt(utf8.length).array());
                values.writeBytes(utf8);
            } else if (value instanceof Integer number) {
                values.writeBytes(little(4).putInt(number).array());
            } else if (value instanceof Double number) {
                values.writeBytes(little(8).putDouble(number).array());
            }
        }
        run(levels, run, runThere);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(little(4).putInt(levels.size()).array());
        page.writeBytes(levels.toByteArray());
        page.writeBytes(values.toByteArray());
        return page.toByteArray();
    }

    /** The length, doubled, as a number of variable length; then the level. */
    private static void run(ByteArrayOutputStream levels, int length, boolean there) {
        int rest = length << 1;
        for (; rest > 0x7f; rest >>>= 7) {
            levels.write(rest & 0x7f | 0x80);
        }
        levels.write(rest);
        levels.write(there ? 1 : 0);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] packed(byte[] page) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(page);
        }
        return packed.toByteArray();
    }

    private static Type type(Column column) {
        return switch (column.type()) {
            case NAME, TEXT -> Type.BYTE_ARRAY;
            case INTEGER -> Type.INT32;
            case REAL -> Type.DOUBLE;
        };
    }

    @Override
    public void end() throws IOException {
        if (!waiting.isEmpty()) {
            group();
        }
        FileMetaData footer = new FileMetaData(1, schema(), rows, groups);
        footer.setCreated_by("FastLabel");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        write(bytes.toByteArray());
        write(little(4).putInt(bytes.size()).array());
        write(MAGIC);
        out.flush();
    }

    private List<SchemaElement> schema() {
        List<SchemaElement> schema = new ArrayList<>();
        SchemaElement root = new SchemaElement("labels");
        root.setNum_children(columns.size());
        schema.add(root);
        for (Column column : columns) {
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

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}

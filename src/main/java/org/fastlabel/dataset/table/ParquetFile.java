package org.fastlabel.dataset.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Writes Parquet: groups of rows, of which each column is one plain page, so that every reader understands it. What stands in a page
 * is the caller's affair; messages of the format are its own library's.
 */
public final class ParquetFile {

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private final List<SchemaElement> schema;
    private final OutputStream out;
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rows;

    /**
     * One column of a group.
     *
     * @param path   names from the root of the schema to the column
     * @param values how many there are, nulls included
     * @param plain  levels and values
     * @param packed whether compressing it is worth the time
     */
    public record Page(Type type, List<String> path, int values, byte[] plain, boolean packed) {
    }

    /** @param schema the root and all below it, in the order of the format; @param out is not closed */
    public ParquetFile(List<SchemaElement> schema, OutputStream out) {
        this.schema = schema;
        this.out = out;
    }

    public void begin() throws IOException {
        write(MAGIC);
    }

    /** @param pages a column each, in the order of the schema */
    public void group(int count, List<Page> pages) throws IOException {
        long start = position;
        List<ColumnChunk> chunks = new ArrayList<>();
        long plain = 0;
        for (Page page : pages) {
            ColumnChunk chunk = chunk(page);
            plain += chunk.getMeta_data().getTotal_uncompressed_size();
            chunks.add(chunk);
        }
        RowGroup group = new RowGroup(chunks, plain, count);
        group.setFile_offset(start);
        group.setTotal_compressed_size(position - start);
        groups.add(group);
        rows += count;
    }

    private ColumnChunk chunk(Page page) throws IOException {
        byte[] body = page.packed() ? packed(page.plain()) : page.plain();
        PageHeader header = new PageHeader(PageType.DATA_PAGE, page.plain().length, body.length);
        header.setData_page_header(new DataPageHeader(page.values(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Util.writePageHeader(header, head);
        long start = position;
        write(head.toByteArray());
        write(body);
        ColumnMetaData meta = new ColumnMetaData(page.type(), List.of(Encoding.RLE, Encoding.PLAIN), page.path(),
                page.packed() ? CompressionCodec.GZIP : CompressionCodec.UNCOMPRESSED, page.values(),
                head.size() + page.plain().length, head.size() + body.length, start);
        ColumnChunk chunk = new ColumnChunk(start);
        chunk.setMeta_data(meta);
        return chunk;
    }

    private static byte[] packed(byte[] page) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(page);
        }
        return packed.toByteArray();
    }

    public void end() throws IOException {
        FileMetaData footer = new FileMetaData(1, schema, rows, groups);
        footer.setCreated_by("FastLabel");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        write(bytes.toByteArray());
        write(little(4).putInt(bytes.size()).array());
        write(MAGIC);
        out.flush();
    }

    /** Equal levels of 0 or 1, one after another: the length, doubled, as a number of variable length; then the level. */
    public static void run(ByteArrayOutputStream levels, int length, boolean one) {
        int rest = length << 1;
        for (; rest > 0x7f; rest >>>= 7) {
            levels.write(rest & 0x7f | 0x80);
        }
        levels.write(rest);
        levels.write(one ? 1 : 0);
    }

    public static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}

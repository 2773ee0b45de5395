package org.fastlabel.embedding;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.table.CsvText;
import org.fastlabel.dataset.table.ParquetFile;
import org.fastlabel.dataset.table.ParquetFile.Page;
import org.fastlabel.torch.Half;

/** The embeddings of the items that are there, in the order of their ids, as files that others read. Written row by row. */
final class EmbeddingExport {

    private static final int GROUP_BYTES = 8 << 20;

    private final EmbeddingMatrix matrix;
    private final ItemIndex items;
    private final List<ByteBuffer> blocks;
    private final int blockRows;
    private final int[] ids;

    /** What is embedded by now; what comes later is not in it. */
    EmbeddingExport(EmbeddingMatrix matrix, ItemIndex items) {
        this.matrix = matrix;
        this.items = items;
        blocks = matrix.blocks();
        blockRows = blocks.isEmpty() ? 1 : blocks.get(0).remaining() / (2 * matrix.dim());
        ids = IntStream.range(0, Math.min(matrix.rows(), items.size())).filter(id -> items.present(id) && matrix.ready(id)).toArray();
    }

    int rows() {
        return ids.length;
    }

    /** How long {@link #npy} is. */
    long npyBytes() {
        return header().length + 2L * ids.length * matrix.dim();
    }

    private byte[] header() {
        return new NpyHeader(2, ByteOrder.nativeOrder(), ids.length, matrix.dim()).bytes();
    }

    /** NumPy's format, float16. */
    void npy(OutputStream stream) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(stream, 1 << 16);
        out.write(header());
        byte[] row = new byte[2 * matrix.dim()];
        for (int id : ids) {
            blocks.get(id / blockRows).get(id % blockRows * row.length, row);
            out.write(row);
        }
        out.flush();
    }

    /** Which item each row is of. */
    void ids(OutputStream stream) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        out.write("id,filename\r\n");
        for (int id : ids) {
            out.write(id + "," + CsvText.name(items.key(id)) + "\r\n");
        }
        out.flush();
    }

    /** Ids, names and lists of float32. */
    void parquet(OutputStream out) throws IOException {
        ParquetFile file = new ParquetFile(schema(), out);
        file.begin();
        int most = Math.max(1, GROUP_BYTES / (4 * matrix.dim()));
        for (int from = 0; from < ids.length; from += most) {
            int n = Math.min(most, ids.length - from);
            file.group(n, List.of(new Page(Type.INT32, List.of("id"), n, numbers(from, n), true),
                    new Page(Type.BYTE_ARRAY, List.of("filename"), n, names(from, n), true),
                    new Page(Type.FLOAT, List.of("embedding", "list", "element"), n * matrix.dim(), lists(from, n), false)));
        }
        file.end();
    }

    private static List<SchemaElement> schema() {
        SchemaElement name = column("filename", Type.BYTE_ARRAY);
        name.setConverted_type(ConvertedType.UTF8);
        SchemaElement embedding = group("embedding", 1, FieldRepetitionType.REQUIRED);
        embedding.setConverted_type(ConvertedType.LIST);
        return List.of(group("embeddings", 3, null), column("id", Type.INT32), name, embedding,
                group("list", 1, FieldRepetitionType.REPEATED), column("element", Type.FLOAT));
    }

    private static SchemaElement column(String name, Type type) {
        SchemaElement column = new SchemaElement(name);
        column.setType(type);
        column.setRepetition_type(FieldRepetitionType.REQUIRED);
        return column;
    }

    private static SchemaElement group(String name, int children, FieldRepetitionType repetition) {
        SchemaElement group = new SchemaElement(name);
        group.setNum_children(children);
        if (repetition != null) {
            group.setRepetition_type(repetition);
        }
        return group;
    }

    private byte[] numbers(int from, int n) {
        ByteBuffer out = ParquetFile.little(4 * n);
        IntStream.range(from, from + n).forEach(i -> out.putInt(ids[i]));
        return out.array();
    }

    private byte[] names(int from, int n) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = from; i < from + n; i++) {
            byte[] name = items.key(ids[i]).getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ParquetFile.little(4).putInt(name.length).array());
            out.writeBytes(name);
        }
        return out.toByteArray();
    }

    /** Each list begins with a repetition level of 0 and goes on with ones; every element is there. */
    private byte[] lists(int from, int n) {
        int dim = matrix.dim();
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        for (int i = 0; i < n; i++) {
            ParquetFile.run(repeated, 1, false);
            if (dim > 1) {
                ParquetFile.run(repeated, dim - 1, true);
            }
        }
        ByteArrayOutputStream defined = new ByteArrayOutputStream();
        ParquetFile.run(defined, n * dim, true);
        ByteBuffer out = ParquetFile.little(8 + repeated.size() + defined.size() + 4 * n * dim);
        out.putInt(repeated.size()).put(repeated.toByteArray()).putInt(defined.size()).put(defined.toByteArray());
        for (int i = from; i < from + n; i++) {
            ByteBuffer block = blocks.get(ids[i] / blockRows);
            for (int d = 0; d < dim; d++) {
                out.putFloat(Half.toFloat(block.getShort((ids[i] % blockRows * dim + d) * 2)));
            }
        }
        return out.array();
    }
}

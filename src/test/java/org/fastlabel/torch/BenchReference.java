package org.fastlabel.torch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A script of {@code src/test/bench} in a process of its own, which runs one case when it is told to. */
public final class BenchReference implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    /**
     * @param python the command of a Python that has what the script imports
     * @param script name of the file
     * @param data   its one argument
     */
    public BenchReference(String python, String script, Path data) throws IOException {
        process = new ProcessBuilder(python, Path.of("src/test/bench", script).toAbsolutePath().toString(),
                data.toAbsolutePath().toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = process.outputWriter(StandardCharsets.UTF_8);
        System.out.println("reference: " + answer());
    }

    /** @param name what and precision, as the script knows them @return items per second */
    public double perSecond(String name) throws IOException {
        orders.write(name + "\n");
        orders.flush();
        String[] itemsAndSeconds = answer().split(" ");
        return Integer.parseInt(itemsAndSeconds[0]) / Double.parseDouble(itemsAndSeconds[1]);
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the reference has ended; its messages stand above");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}

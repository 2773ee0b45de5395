package org.fastlabel.goldennoise.prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.TooLarge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFileTest {

    private static PromptList read(String text, String name) {
        return PromptFile.read(text.getBytes(StandardCharsets.UTF_8), name);
    }

    private static InvalidInput refused(String text, String name) {
        return assertThrows(InvalidInput.class, () -> read(text, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt\na cat\n\"a dog, sleeping\"\n", "id,prompt,kind\n1,a cat,x\n2,\"a dog, sleeping\",y\n",
        "kind;PROMPT ;n\nx;a cat;1\ny;a dog, sleeping;2\n", "n\tPrompt\n1\ta cat\n2\ta dog, sleeping\n", "a|prompt\r\n1|a cat\r\n2|a dog, sleeping\r\n",
        "\"a cat\"\n\"a dog, sleeping\"\n", "a cat\na dog, sleeping", "\n\nprompt\na cat\na dog, sleeping\n"})
    void aTableNamesItsColumnInAnyWayOrHasOnlyOne(String csv) {
        assertEquals(List.of("a cat", "a dog, sleeping"), read(csv, "p.csv").prompts());
    }

    @Test
    void aCellMayHaveQuotesAndLineBreaks() {
        assertEquals(List.of("a \"big\" cat", "two lines"), read("prompt,n\n\"a \"\"big\"\" cat\",1\n\"two\nlines\",2\n", "p.csv").prompts());
    }

    @Test
    void aTableWithoutPromptsNamesItsColumns() {
        InvalidInput e = refused("id,category\n1,object\n", "wrong-columns.csv");
        assertEquals("no-prompt-column", e.code());
        assertTrue(e.getMessage().contains("id, category"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a cat\", \"a dog\"]", "[{\"prompt\": \"a cat\"}, {\"id\": 1, \"Prompt\": \"a dog\"}]",
        "{\"prompts\": [\"a cat\", {\"prompt\": \"a dog\"}]}"})
    void jsonMayBeTextsOrObjects(String json) {
        assertEquals(List.of("a cat", "a dog"), read(json, "p.json").prompts());
        assertEquals(List.of("a cat", "a dog"), read(json, null).prompts());
    }

    @Test
    void whatIsNoPromptInJsonIsSkippedWithItsNumber() {
        PromptList list = read("[1, \"a cat\", null, {\"x\": 2}]", "p.json");
        assertEquals(List.of("a cat"), list.prompts());
        assertEquals(List.of(1, 3, 4), list.skipped().stream().map(PromptList.Skipped::line).toList());
        assertTrue(list.skipped().get(2).reason().contains("x"));
        assertEquals("no-prompts", refused("[1, null, {\"x\": 2}, [\"a\"]]", "p.json").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\": 1}", "{\"prompts\": \"a\"}", "7", "[\"a\""})
    void otherJsonIsRefused(String json) {
        assertEquals("bad-prompts", refused(json, "p.json").code());
    }

    @Test
    void textIsOnePromptPerLineWhateverItLooksLike() {
        assertEquals(List.of("id,category", "[not json", "a cat"), read("id,category\n\n[not json\r\na cat", "p.txt").prompts());
        assertEquals(List.of("a cat, sitting", "a dog"), read("a cat, sitting\na dog\n", "prompts").prompts());
    }

    @Test
    void emptyAndRepeatedOnesAreCounted() {
        PromptList list = read("prompt,n\na,1\n,2\n  ,3\na,4\n a ,5\nb,6\n", "p.csv");
        assertEquals(List.of("a", "b"), list.prompts());
        assertEquals(2, list.empty());
        assertEquals(2, list.duplicates());
        assertEquals(6, list.rows());
    }

    @Test
    void aPromptThatIsTooLongIsSkippedWithItsLine() {
        PromptList list = read("prompt\nfine\n" + "x".repeat(PromptList.MAX_LENGTH) + "\n" + "y".repeat(10_000) + "\n", "p.csv");
        assertEquals(2, list.prompts().size());
        assertEquals(4, list.skipped().get(0).line());
        assertTrue(list.skipped().get(0).reason().contains("10000"));
    }

    @Test
    void asManyAsTheLimitAreTakenAndOneMoreIsNot() {
        String most = IntStream.range(0, PromptList.MAX_PROMPTS).mapToObj(i -> "prompt " + i).collect(Collectors.joining("\n"));
        assertEquals(PromptList.MAX_PROMPTS, read(most, "p.txt").prompts().size());
        InvalidInput e = refused(most + "\none more", "p.txt");
        assertEquals("too-many-prompts", e.code());
        assertTrue(e.getMessage().contains("100000"), e.getMessage());
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        byte[] bytes = new byte[PromptFile.MAX_BYTES + 1];
        assertThrows(TooLarge.class, () -> PromptFile.read(new ByteArrayInputStream(bytes), "p.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "GB18030", "windows-1252"})
    void encodingsAreRecognised(String charset) {
        List<String> prompts = charset.equals("GB18030") ? List.of("一只坐在窗台上的猫", "雨中的红色自行车") : List.of("a café at night", "a naïve drawing of a façade");
        byte[] bytes = String.join("\n", prompts).getBytes(Charset.forName(charset));
        assertEquals(prompts, PromptFile.read(bytes, "p.txt").prompts());
    }

    @Test
    void aMarkAtTheStartIsNoPartOfTheHeader() {
        assertEquals(List.of("猫"), read("\ufeffprompt\n猫\n", "p.csv").prompts());
    }

    @Test
    void whatIsNoTextIsRefused() {
        byte[] bytes = new byte[4_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 151 ^ i >> 3);
        }
        assertEquals("not-text", assertThrows(InvalidInput.class, () -> PromptFile.read(bytes, "p.txt")).code());
    }

    @Test
    void promptsBecomeNeitherPathsNorControlCharacters() {
        PromptList list = read("[\"../../../etc/passwd\", \"nul\\u0000byte\", \"..\", \"CON\", \"half \\ud800 pair\", \"whole \\ud83d\\ude00\"]", "p.json");
        assertEquals(List.of("../../../etc/passwd", "nul byte", "..", "CON", "half \ufffd pair", "whole \ud83d\ude00"), list.prompts());
    }

    @Test
    void nothingAtAllIsRefused() {
        assertEquals("no-prompts", refused("", "p.txt").code());
        assertEquals("no-prompts", refused("[]", "p.json").code());
        assertEquals("no-prompts", refused("prompt\n", "p.csv").code());
    }
}

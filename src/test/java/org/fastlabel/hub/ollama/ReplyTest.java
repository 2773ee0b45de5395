package org.fastlabel.hub.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fastlabel.hub.ollama.Reply.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    @Test
    void oneObjectIsRead() throws Missing {
        Reply reply = Reply.read("{\"message\":{\"role\":\"assistant\",\"content\":\"{}\"},\"done\":true,\"done_reason\":\"stop\",\"logprobs\":[{\"token\":\"{}\",\"logprob\":-0.1}]}");
        assertEquals("{}", reply.content());
        assertEquals("stop", reply.doneReason());
        assertEquals(1, reply.logprobs().size());
    }

    @Test
    void linesArePutTogether() throws Missing {
        Reply reply = Reply.read("""
                {"message":{"content":"{\\"la"},"done":false,"logprobs":[{"token":"a","logprob":-1}]}
                {"message":{"content":"bel\\""},"done":false,"logprobs":[{"token":"b","logprob":-1}]}

                {"message":{"content":""},"done":true,"done_reason":"length"}
                """);
        assertEquals("{\"label\"", reply.content());
        assertEquals("length", reply.doneReason());
        assertEquals(2, reply.logprobs().size());
    }

    @Test
    void logProbabilitiesThatWereNotGivenAreNone() throws Missing {
        assertNull(Reply.read("{\"response\":\"x\",\"done\":true,\"done_reason\":\"stop\"}").logprobs());
        assertNull(Reply.read("{\"response\":\"x\",\"done\":true,\"done_reason\":\"stop\",\"logprobs\":[]}").logprobs());
    }

    @Test
    void anErrorAmongTheLinesEndsIt() {
        Missing missing = assertThrows(Missing.class, () -> Reply.read("{\"message\":{\"content\":\"{\"},\"done\":false}\n{\"error\":\"unexpected EOF\"}\n"));
        assertTrue(missing.getMessage().contains("unexpected EOF"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{\"message\":{\"content\":\"{\"},\"done\":false}", "{\"message\":{\"content\":\"{\"},\"done\":false}\n{\"mess", "<html></html>", "[]", "{}",
        "{\"message\":{\"content\":\"{\"},\"done\":\"true\"}"})
    void whatDoesNotEndWithDoneIsNoAnswer(String body) {
        assertThrows(Missing.class, () -> Reply.read(body));
    }
}

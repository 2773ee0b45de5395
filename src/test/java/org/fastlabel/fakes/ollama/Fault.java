package org.fastlabel.fakes.ollama;

import java.time.Duration;

/** What goes wrong with one answer of the stand-in. */
public sealed interface Fault {

    /** An error instead of an answer. */
    record Status(int status, String contentType, String body, String retryAfter) implements Fault {
    }

    /** The connection ends without an answer. */
    record Drop() implements Fault {
    }

    /** Status 200, some tokens, then a line that says that it failed; as one object when it does not stream. */
    record BrokenOff(String error) implements Fault {
    }

    /** Status 200, some tokens, no end. */
    record Unfinished() implements Fault {
    }

    /** Another text instead of the answer, with {@code %s} for the label; ended as told. */
    record Says(String text, String doneReason) implements Fault {
    }

    /** The answer comes, but late. */
    record Late(Duration by) implements Fault {
    }

    static Fault busy() {
        return new Status(503, "application/json", "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}", null);
    }

    static Fault died() {
        return new Status(500, "application/json", "{\"error\":\"llama runner process has terminated: signal: killed\"}", null);
    }

    static Fault status(int status, String error) {
        return new Status(status, "application/json", "{\"error\":\"" + error + "\"}", null);
    }

    static Fault html() {
        return new Status(200, "text/html", "<html><body>Log in</body></html>", null);
    }

    static Fault says(String text) {
        return new Says(text, "stop");
    }

    /** Ended by num_predict, in the middle of the JSON. */
    static Fault cut() {
        return new Says("{\"label\": \"%s", "length");
    }

    static Fault fenced() {
        return says("```json\n{\"label\": \"%s\"}\n```");
    }

    static Fault refusal() {
        return says("I'm sorry, but I can't help with that.");
    }

    static Fault badJson() {
        return says("{\"label\": %s}");
    }

    static Fault late(Duration by) {
        return new Late(by);
    }
}

package org.fastlabel.fakes.ls;

import jakarta.json.JsonValue;

record Reply(int status, String type, String body) {

    static Reply json(int status, JsonValue value) {
        return new Reply(status, "application/json", value.toString());
    }

    static Reply none() {
        return new Reply(204, null, "");
    }
}

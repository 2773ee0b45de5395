package org.fastlabel.hub.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.hub.store.HubDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final String TOKEN = "abcdefabcdefabcdefabcdefabcdefabcdefabcd";

    private final HubDatabase db = new HubDatabase();
    private final byte[] key = new byte[32];
    private final Connections connections = new Connections(new KeptSettings(db.sql, key));

    @AfterEach
    void close() {
        for (String property : List.of("ls.base.url", "ls.api.token", "ls.project.id", "fastlabel.allowed.hosts", "ollama.base.url")) {
            System.clearProperty(property);
        }
        db.close();
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private void environment() {
        System.setProperty("ls.base.url", "http://own.example.org:8080");
        System.setProperty("ls.api.token", TOKEN);
        System.setProperty("ls.project.id", "4");
    }

    @Test
    void thePageWinsUntilItIsTakenBack() {
        assertTrue(connections.labelStudio().isEmpty());
        environment();
        assertEquals(4, connections.labelStudio().orElseThrow().project());
        System.setProperty("fastlabel.allowed.hosts", "other.example.org");
        connections.chooseLabelStudio(json("{'base_url':'https://other.example.org/ls/','token':'t-1234567','project_id':9}"), "admin");
        Connections.LabelStudio typed = connections.labelStudio().orElseThrow();
        assertEquals("https://other.example.org/ls", typed.address().toString());
        assertEquals("t-1234567", typed.token());
        assertEquals("page", typed.from());
        connections.forgetLabelStudio();
        assertEquals("environment", connections.labelStudio().orElseThrow().from());
    }

    @Test
    void aTokenGoesToNoOtherAddress() {
        environment();
        System.setProperty("fastlabel.allowed.hosts", "other.example.org third.example.org");
        connections.chooseLabelStudio(json("{'base_url':'http://other.example.org'}"), "admin");
        assertNull(connections.labelStudio().orElseThrow().token());
        connections.chooseLabelStudio(json("{'base_url':'http://other.example.org','token':'t-1234567'}"), "admin");
        connections.chooseLabelStudio(json("{'base_url':'http://other.example.org','project_id':2}"), "admin");
        assertEquals("t-1234567", connections.labelStudio().orElseThrow().token());
        connections.chooseLabelStudio(json("{'base_url':'http://third.example.org'}"), "admin");
        assertNull(connections.labelStudio().orElseThrow().token());
        // The operator's own address keeps the operator's token, whoever types it.
        connections.chooseLabelStudio(json("{'base_url':'http://own.example.org:8080/','project_id':7}"), "admin");
        Connections.LabelStudio own = connections.labelStudio().orElseThrow();
        assertEquals(TOKEN, own.token());
        assertEquals(7, own.project());
        assertFalse(own.address().typed());
    }

    @Test
    void aHostThatIsNotAllowedAnyMoreIsNotAsked() {
        System.setProperty("fastlabel.allowed.hosts", "other.example.org");
        connections.chooseOllama(json("{'base_url':'http://other.example.org:11434','model':'qwen3:8b'}"), "admin");
        assertEquals("qwen3:8b", connections.ollama().orElseThrow().model());
        System.setProperty("fastlabel.allowed.hosts", "none.example.org");
        assertThrows(InvalidInput.class, connections::ollama);
        assertTrue(connections.shownOllama().containsKey("trouble"));
    }

    @Test
    void nothingBadIsKept() {
        System.setProperty("fastlabel.allowed.hosts", "other.example.org");
        for (String bad : List.of("{}", "{'base_url':5}", "{'base_url':'http://169.254.169.254'}", "{'base_url':'http://localhost'}",
                "{'base_url':'http://other.example.org','token':'two words'}", "{'base_url':'http://other.example.org','project_id':0}",
                "{'base_url':'http://other.example.org','project_id':'1'}", "{'base_url':'http://other.example.org','token':['x']}")) {
            assertThrows(InvalidInput.class, () -> connections.chooseLabelStudio(json(bad), "admin"), bad);
        }
        assertTrue(connections.labelStudio().isEmpty());
    }

    @Test
    void aDumpOfTheDatabaseHoldsNoToken() {
        System.setProperty("fastlabel.allowed.hosts", "other.example.org");
        connections.chooseLabelStudio(json("{'base_url':'http://other.example.org','token':'" + TOKEN + "'}"), "admin");
        String secret = connections.webhookSecret();
        String dump = db.sql.query("select name, content, secret from hub_settings", row -> row.getString(1) + row.getString(2) + row.getString(3)).toString();
        assertTrue(dump.contains("other.example.org"));
        assertFalse(dump.contains(TOKEN) || dump.contains(secret));
        assertFalse((connections.shownLabelStudio().toString() + connections.labelStudio()).contains(TOKEN));
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        Connections elsewhere = new Connections(new KeptSettings(db.sql, otherKey));
        assertNull(elsewhere.labelStudio().orElseThrow().token());
        assertTrue(elsewhere.labelStudio().orElseThrow().trouble().contains("JWT_SECRET"));
    }

    @Test
    void whatIsSealedForOnePlaceOpensAtNoOther() {
        String sealed = Sealed.seal(key, "label_studio", TOKEN);
        assertEquals(Optional.of(TOKEN), Sealed.open(key, "label_studio", sealed));
        assertNotEquals(sealed, Sealed.seal(key, "label_studio", TOKEN));
        assertTrue(Sealed.open(key, "webhook", sealed).isEmpty());
        assertTrue(Sealed.open(key, "label_studio", "AAAA").isEmpty());
        assertTrue(Sealed.open(key, "label_studio", "no base64!").isEmpty());
    }

    @Test
    void oneInstanceForAllProcesses() {
        String instance = connections.instance();
        assertEquals(instance, new Connections(new KeptSettings(db.sql, key)).instance());
        assertTrue(instance.matches("[0-9a-f]{12}"));
    }
}

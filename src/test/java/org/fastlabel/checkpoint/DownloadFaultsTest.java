package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.junit.jupiter.api.Test;

/** Everything that a network, a hub and a disk can do wrong: said in plain words, and never taken for a checkpoint. */
class DownloadFaultsTest extends HubFixture {

    @Test
    void tellsHowToGetAGatedOne() {
        hub.gate(REPOSITORY, "hf_right");
        assertFailed(download(), "hub-denied", "HF_TOKEN", "conditions", "401");

        token = Optional.of("hf_wrong");
        assertFailed(download(), "hub-denied", "HF_TOKEN", "may not read", "403");
    }

    @Test
    void tellsThatThereIsNone() throws IOException {
        HubName none = new HubName("owner/none", "main");
        shelf.download(none);
        assertTrue(shelf.describe(none).error().contains("no public repository owner/none"), shelf.describe(none).error());

        HubName noRevision = new HubName(REPOSITORY, "v7");
        shelf.download(noRevision);
        assertTrue(shelf.describe(noRevision).error().contains("no revision \"v7\""), shelf.describe(noRevision).error());
        assertTrue(pauses.isEmpty());
        assertEquals(List.of(none, noRevision), shelf.names());
        assertTrue(shelf.describe(none).removable());
        shelf.remove(none);
        assertEquals(List.of(noRevision), shelf.names());
    }

    @Test
    void tellsThatATokenIsNotAccepted() {
        token = Optional.of("hf_old");
        hub.fault("hub", "listing", HubFault.status(401));

        assertFailed(download(), "hub-denied", "does not accept the token");
    }

    @Test
    void waitsAsLongAsItIsAskedTo() throws IOException {
        hub.fault("hub", "listing", HubFault.status(429, "Retry-After", "7"));
        hub.fault("hub", WEIGHTS, (exchange, file) -> {
            String inFiveMinutes = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5));
            HubFault.status(503, "Retry-After", inFiveMinutes).answer(exchange, file);
        });

        assertReady(download());

        assertEquals(Duration.ofSeconds(7), pauses.get(0));
        assertEquals(5, Math.round(pauses.get(1).toSeconds() / 60.0));
    }

    @Test
    void doesNotWaitForHours() {
        hub.fault("hub", "listing", HubFault.status(429, "Retry-After", "7200"));

        assertFailed(download(), "hub-busy", "429", "7200 s");
        assertTrue(pauses.isEmpty());
    }

    @Test
    void triesAgainAfterErrorsOfTheServer() throws IOException {
        hub.fault("hub", "config.json", HubFault.status(500), HubFault.status(502));
        hub.fault("cdn", WEIGHTS, HubFault.status(403), HubFault.status(504));

        assertReady(download());

        assertEquals(4, pauses.size());
        assertTrue(pauses.get(1).compareTo(Duration.ofSeconds(1)) >= 0 && pauses.get(1).compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void givesUpInTheEnd() throws IOException {
        HubFault[] errors = new HubFault[7];
        Arrays.fill(errors, HubFault.status(500));
        hub.fault("cdn", WEIGHTS, errors);

        assertFailed(download(), "hub-busy", "500", "Tried 7 times", "kept");
        assertReady(download());
    }

    @Test
    void givesUpWhenNothingWorthwhileComes() {
        HubFault[] cuts = new HubFault[8];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = HubFault.cutAt(100 + i);
        }
        hub.fault("cdn", WEIGHTS, cuts);

        assertFailed(download(), "hub-unreachable", "Tried 7 times");
    }

    @Test
    void deletesWhatHasAnotherChecksum() throws IOException {
        hub.fault("cdn", WEIGHTS, HubFault.wrong());

        assertFailed(download(), "checksum-mismatch", WEIGHTS, "checksum");
        assertFalse(filesOfFolder().contains(WEIGHTS) || filesOfFolder().contains(WEIGHTS + ".part"));
        assertReady(download());
    }

    @Test
    void checksSmallFilesToo() {
        hub.fault("hub", "tokenizer.json", HubFault.wrong());

        assertFailed(download(), "checksum-mismatch", "tokenizer.json", "checksum");
    }

    @Test
    void doesNotBelieveAWrongLength() throws IOException {
        byte[] half = Arrays.copyOf(content.get(WEIGHTS), 1000);
        byte[] more = Arrays.copyOf(content.get(WEIGHTS), content.get(WEIGHTS).length + 1000);
        hub.fault("cdn", WEIGHTS, HubFault.instead(half), HubFault.instead(more), (exchange, file) -> {
            // Without an announcement: chunks, too many of them.
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(more);
        });

        assertReady(download());

        assertEquals(3, pauses.size());
    }

    @Test
    void doesNotWaitForASilentServer() throws IOException {
        patience = Duration.ofSeconds(1);
        hub.fault("cdn", WEIGHTS, hub.silentAt(1_500_000, () -> { }));
        hub.fault("hub", "config.json", hub.silentAt(0, () -> { }));

        assertReady(download());

        assertTrue(pauses.size() >= 2);
    }

    @Test
    void tellsThatTheHubCannotBeReached() {
        hub.close();

        assertFailed(download(), "hub-unreachable", "cannot be reached", "HTTPS_PROXY");
    }

    @Test
    void looksForSpaceBeforeTheWeights() throws IOException {
        usable = 65L << 20;

        assertFailed(download(), "disk-full", "65 MB free");
        assertTrue(hub.requests("hub", WEIGHTS).isEmpty());
        usable = 1L << 40;
        assertReady(download());
    }

    @Test
    void tellsThatTheDiskIsFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Path folder = NAME.folder(home.resolve("hub"));
        hub.fault("hub", WEIGHTS, (exchange, file) -> {
            Files.delete(folder.resolve(WEIGHTS + ".part"));
            Files.createSymbolicLink(folder.resolve(WEIGHTS + ".part"), full);
            HubFault.status(500).answer(exchange, file);
        });

        assertFailed(download(), "disk-full", "full", "kept");
        Files.delete(folder.resolve(WEIGHTS + ".part"));
        assertReady(download());
    }

    @Test
    void asksNobodyWhenOffline() {
        offline = true;

        Conflict refused = assertThrows(Conflict.class, () -> shelf.download(NAME));

        assertEquals("hub-offline", refused.code());
        assertTrue(hub.requests().isEmpty());
        assertEquals(State.ABSENT, shelf.describe(NAME).state());
    }
}

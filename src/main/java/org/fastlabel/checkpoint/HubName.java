package org.fastlabel.checkpoint;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fastlabel.api.InvalidInput;

/**
 * A repository of the hub at one revision. Both are checked, so that they can be put into addresses and paths.
 *
 * @param repository {@code owner/name}
 * @param revision   branch, tag, commit, or such as {@code refs/pr/66}
 */
record HubName(String repository, String revision) {

    static final String MAIN = "main";
    private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
    private static final Pattern REPOSITORY = Pattern.compile(PART + "/" + PART);
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,5}");
    private static final int MAX_REVISION = 200;

    HubName {
        if (!REPOSITORY.matcher(repository).matches() || repository.contains("..") || repository.contains("--")) {
            throw new InvalidInput("bad-checkpoint-name", "A checkpoint of the hub is named as owner/name, for instance "
                    + "laion/CLIP-ViT-B-32-laion2B-s34B-b79K: letters, digits, dots, hyphens and underscores on both sides of one slash.");
        }
        if (revision.length() > MAX_REVISION || !REVISION.matcher(revision).matches() || revision.contains("..")) {
            throw new InvalidInput("bad-checkpoint-name", "A revision is a branch, a tag, a commit, or such as refs/pr/66.");
        }
    }

    /**
     * @param text     {@code owner/name}, or {@code owner/name@revision} when {@code revision} is null
     * @param revision null for the one of the catalogue, else {@code main}
     */
    static HubName of(String text, String revision) {
        String name = text == null ? "" : text.strip();
        String wanted = revision == null || revision.isBlank() ? null : revision.strip();
        int at = name.indexOf('@');
        if (at >= 0 && wanted == null) {
            wanted = name.substring(at + 1);
            name = name.substring(0, at);
        }
        return new HubName(name, wanted == null ? Catalogue.revision(name) : wanted);
    }

    /** Empty when the text is no such name. */
    static Optional<HubName> find(String text) {
        try {
            return Optional.of(of(text, null));
        } catch (InvalidInput e) {
            return Optional.empty();
        }
    }

    /** {@code of(id(), null)} gives this again. */
    String id() {
        return revision.equals(MAIN) && Catalogue.revision(repository).equals(MAIN) ? repository : repository + "@" + revision;
    }

    String owner() {
        return repository.substring(0, repository.indexOf('/'));
    }

    String name() {
        return repository.substring(repository.indexOf('/') + 1);
    }

    /** With the slashes written as {@code %2F}: one segment of an address, and one file name. */
    String encodedRevision() {
        return URLEncoder.encode(revision, StandardCharsets.UTF_8);
    }

    /** Ends with the name, because models are called after their folder. */
    Path folder(Path root) {
        return root.resolve(owner()).resolve(encodedRevision()).resolve(name());
    }
}

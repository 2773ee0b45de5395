package org.fastlabel.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.checkpoint.Checkpoint.Progress;

/** Decides which files of a repository to bring, and says how many of them are here. */
final class HubPlans {

    private HubPlans() {
    }

    /** The plan to go on with, or null. One that was complete, and is to be mended, has all its files verified anew. */
    static Plan earlier(HubName name, Path folder) throws IOException {
        Path complete = folder.resolve(Plan.COMPLETE);
        Optional<Plan> damaged = Plan.read(complete);
        if (damaged.isPresent()) {
            for (String file : damaged.get().names()) {
                if (Files.exists(folder.resolve(file))) {
                    Files.move(folder.resolve(file), folder.resolve(file + FileDownload.PART), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            // Last, so that a crash before leaves it damaged.
            Files.move(complete, folder.resolve(Plan.BEGUN), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return Plan.read(folder.resolve(Plan.BEGUN)).filter(plan -> plan.name().equals(name)).orElse(null);
    }

    /** @throws InvalidInput with code {@code bad-checkpoint} when the repository does not hold what is needed */
    static Plan begin(HubName name, HubListing listing) {
        CheckpointFiles layout = CheckpointFiles.of(listing::has).orElseThrow(() -> CheckpointFiles.incomplete(listing::has,
                "Revision \"" + name.revision() + "\" of " + name.repository(), advice(name)));
        List<PlannedFile> files = new ArrayList<>();
        layout.configuration().forEach(file -> files.add(listing.file(file)));
        files.add(listing.file(layout.weights()));
        return new Plan(name, listing.commit(), listing.license(), null, files);
    }

    private static String advice(HubName name) {
        String known = Catalogue.revision(name.repository());
        return known.equals(HubName.MAIN) || known.equals(name.revision())
                ? " Often a pull request at the hub has them as safetensors: look for \"Adding safetensors variant of this model\" under Community"
                        + " and give its revision, such as refs/pr/12. Or convert the model, and add the folder."
                : " Revision " + known + " has them as safetensors: download " + name.repository() + "@" + known + ".";
    }

    /** True while there is an index whose shards are not in the plan. */
    static boolean shardsUnknown(Plan plan) {
        return plan.names().stream().anyMatch(n -> n.endsWith(".safetensors.index.json"))
                && plan.names().stream().noneMatch(n -> n.endsWith(".safetensors"));
    }

    /** With the shards that the index, which is here, names. @throws InvalidInput when the repository lacks one */
    static Plan withShards(Plan plan, HubListing listing, Path folder) {
        String index = plan.names().stream().filter(n -> n.endsWith(".index.json")).findFirst().orElseThrow();
        Plan grown = plan;
        for (String shard : CheckpointFiles.shards(folder.resolve(index))) {
            if (!listing.has(shard)) {
                throw new InvalidInput("bad-checkpoint", "The repository " + plan.name().repository() + " has no " + shard + ", which "
                        + index + " names.");
            }
            grown = grown.with(listing.file(shard));
        }
        return grown;
    }

    /**
     * What lies on the disk.
     *
     * @param running file that is being fetched, whose bytes are counted elsewhere; or null
     */
    static Progress progress(Plan plan, Path folder, String running) {
        long bytes = 0;
        int files = 0;
        for (String file : plan.names()) {
            Path path = folder.resolve(file);
            boolean whole = Files.isRegularFile(path);
            files += whole ? 1 : 0;
            if (!file.equals(running)) {
                bytes += (whole ? path : folder.resolve(file + FileDownload.PART)).toFile().length();
            }
        }
        return new Progress(bytes, plan.bytes(), 0, -1, running, files, plan.files().size());
    }
}

package org.fastlabel.dataset;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.table.Notices;
import org.fastlabel.media.image.Raster;

/**
 * Pictures in a folder for each class: {@code cat/1.jpg}, or {@code train/cat/1.jpg} and {@code val/cat/2.jpg}. They are read and
 * named as in a {@link FolderSource}; the class is the truth.
 */
final class ImageFolderSource implements MediaSource {

    private static final Set<String> PARTS = Set.of("train", "training", "val", "valid", "validation", "test");

    private final SourceSpec.ImageFolder spec;
    private final FolderSource folder;
    private final List<String> classNames;
    private final Notices notices = new Notices();

    private ImageFolderSource(SourceSpec.ImageFolder spec, FolderSource folder) {
        this.spec = spec;
        this.folder = folder;
        ClassNames classes = new ClassNames();
        int outside = 0;
        for (String key : folder.keys()) {
            Optional<String> name = classOf(key);
            classes.add(name);
            outside += name.isEmpty() ? 1 : 0;
        }
        classNames = classes.list(notices).stream().sorted(NaturalOrder.INSTANCE).toList();
        if (outside > 0) {
            notices.say(outside + " pictures lie in no class folder and have no truth.");
        }
    }

    /** @throws InvalidInput as {@link FolderSource#open}, and with code {@code no-class-folders} when all pictures lie at the top */
    static ImageFolderSource open(SourceSpec.ImageFolder spec) {
        FolderSource folder = FolderSource.open(new SourceSpec.Folder(spec.path()));
        ImageFolderSource source = new ImageFolderSource(spec, folder);
        if (!folder.keys().isEmpty() && folder.keys().stream().allMatch(key -> classOf(key).isEmpty())) {
            throw new InvalidInput("no-class-folders", "There are pictures, but no folders of classes such as cat/1.jpg or "
                    + "train/cat/1.jpg. Open it as a folder of images instead.");
        }
        return source;
    }

    private static Optional<String> classOf(String key) {
        int end = key.indexOf('/');
        int start = 0;
        if (end > 0 && PARTS.contains(key.substring(0, end))) {
            start = end + 1;
            end = key.indexOf('/', start);
        }
        return end < 0 ? Optional.empty() : Optional.of(key.substring(start, end));
    }

    @Override
    public SourceSpec spec() {
        return spec;
    }

    @Override
    public List<String> keys() {
        return folder.keys();
    }

    @Override
    public Raster image(String key) {
        return folder.image(key);
    }

    @Override
    public Original original(String key) {
        return folder.original(key);
    }

    @Override
    public Optional<String> truth(String key) {
        return classOf(key).filter(classNames::contains);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public List<String> notices() {
        return notices.list();
    }

    @Override
    public Stamp stamp(String key) {
        return folder.stamp(key);
    }

    @Override
    public long contentHash(String key) {
        return folder.contentHash(key);
    }

    @Override
    public void close() {
        folder.close();
    }
}

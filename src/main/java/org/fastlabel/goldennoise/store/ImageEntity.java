package org.fastlabel.goldennoise.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A {@link Picture} as a row. */
@Entity
@Table(name = "golden_image")
public class ImageEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "golden_image_seq")
    @SequenceGenerator(name = "golden_image_seq", sequenceName = "golden_image_seq", allocationSize = 100)
    private Long id;

    @Column(name = "batch_id", nullable = false)
    private String batchId;

    @Column(nullable = false)
    private int candidate;

    @Column(nullable = false)
    private long seed;

    @Column(nullable = false)
    private boolean shared;

    @Column
    private String path;

    @Column
    private Integer place;

    @Column(nullable = false)
    private boolean explored;

    @Column(name = "clip_score")
    private Double clipScore;

    @Column
    private Double aesthetic;

    @Column
    private Double probability;

    protected ImageEntity() {
    }

    ImageEntity(Picture picture) {
        this.batchId = picture.batchId();
        this.candidate = picture.candidate();
        this.seed = picture.seed();
        this.shared = picture.shared();
        this.path = picture.path();
        this.place = picture.place();
        this.explored = picture.explored();
        this.clipScore = picture.clipScore();
        this.aesthetic = picture.aesthetic();
        this.probability = picture.probability();
    }

    Long id() {
        return id;
    }

    void made(String file, Double clip, Double taste) {
        this.path = file;
        this.clipScore = clip;
        this.aesthetic = taste;
    }

    void chosen(Integer at, boolean byChance) {
        this.place = at;
        this.explored = byChance;
    }

    void foreseen(Double golden) {
        this.probability = golden;
    }

    Picture toRecord() {
        return new Picture(id, batchId, candidate, seed, shared, path, place, explored, clipScore, aesthetic, probability);
    }
}

package org.fastlabel.goldennoise.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A {@link Prompt} as a row. */
@Entity
@Table(name = "golden_prompt")
public class PromptEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "golden_prompt_seq")
    @SequenceGenerator(name = "golden_prompt_seq", sequenceName = "golden_prompt_seq", allocationSize = 500)
    private Long id;

    @Column(name = "session_id", nullable = false)
    private String sessionId;

    @Column(nullable = false)
    private int number;

    @Column(nullable = false)
    private String words;

    @Column(nullable = false)
    private String state;

    protected PromptEntity() {
    }

    PromptEntity(String sessionId, int number, String words, Prompt.State state) {
        this.sessionId = sessionId;
        this.number = number;
        this.words = words;
        this.state = state.name();
    }

    Long id() {
        return id;
    }

    void state(Prompt.State now) {
        this.state = now.name();
    }

    Prompt toRecord() {
        return new Prompt(id, sessionId, number, words, Prompt.State.valueOf(state));
    }
}

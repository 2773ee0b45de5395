package org.fastlabel.goldennoise.store;

import java.time.Instant;

/** A list of prompts and how pictures are made and judged for it. */
public record Session(String id, String name, Instant created, SessionSettings settings) {
}

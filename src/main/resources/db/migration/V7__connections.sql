-- What the connections page keeps. Secrets are sealed (AES-GCM) with a key that is not in the database.
create table hub_settings (
    -- label_studio, ollama, webhook, instance
    name        varchar(60) primary key,
    -- JSON
    content     text not null,
    secret      text,
    changed_at  timestamp with time zone not null,
    changed_by  varchar(64) not null
);

-- How far a data set is in step with its project of Label Studio.
create table ls_sync (
    dataset_id    bigint primary key references datasets on delete cascade,
    -- Newest change seen there, by that server's own clock; null before the first complete reading.
    seen_until    timestamp with time zone,
    seen_project  bigint,
    -- Counts what that server told of; handled is how many of these a reading has begun after.
    events        bigint not null,
    handled       bigint not null,
    -- Which job reads at present, and until when it may be thought alive.
    holder        bigint,
    held_until    timestamp with time zone,
    -- Report of the last reading: JSON.
    report        text
);

-- Which predictions of a project are this hub's: those of these versions.
create table ls_versions (
    project_id  bigint not null,
    version     varchar(200) not null,
    primary key (project_id, version)
);

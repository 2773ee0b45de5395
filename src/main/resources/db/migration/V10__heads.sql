-- The data sets' own classifiers, what they see of each task, and keys that were made here.
create table hub_secrets (
    name          varchar(64) primary key,
    -- A random key in base 64, or the hash of a password.
    secret_value  varchar(200) not null
);

create table hub_heads (
    id             bigint primary key,
    dataset_id     bigint not null references datasets on delete cascade,
    -- Changes with model, labels and what was learnt from; the same for the same, also after a restart.
    version        varchar(120) not null,
    embedder       varchar(200) not null,
    -- The labels by class: ["OK","NG"]
    labels         text not null,
    -- The head itself in base 64.
    weights        text not null,
    learnt         integer not null,
    -- Of labels that were unknown to whoever judged them; null where there were too few.
    accuracy_right integer,
    accuracy_of    integer,
    seconds        double precision not null,
    trained_at     timestamp with time zone not null,
    unique (dataset_id, version)
);
create index hub_heads_newest on hub_heads (dataset_id, id);
create sequence hub_heads_seq start with 1 increment by 1;

-- One row for each data set that was ever to have a head.
create table hub_head_states (
    dataset_id  bigint primary key references datasets on delete cascade,
    -- none, training, ready, failed
    state       varchar(10) not null,
    detail      varchar(1000),
    job_id      bigint,
    changed_at  timestamp with time zone not null
);

-- What a model sees of a task, at half precision.
create table hub_embeddings (
    id        bigint primary key,
    task_id   bigint not null references tasks on delete cascade,
    embedder  varchar(200) not null,
    numbers   bytea not null,
    unique (task_id, embedder)
);
create sequence hub_embeddings_seq start with 500 increment by 500;

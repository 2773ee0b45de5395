-- The data sets' own classifiers, what a model sees of each task.
create table hub_secrets (
    name          varchar(64) primary key,
    -- The hash of a password that was made here.
    secret_value  varchar(200) not null
);

create table hub_heads (
    dataset_id      bigint not null references datasets on delete cascade,
    -- Changes with model, labels and what was learnt from; the same for the same, also after a restart.
    version         varchar(120) not null,
    embedder        varchar(200) not null,
    -- The labels by class: ["OK","NG"]
    labels          text not null,
    -- The head itself in base 64.
    weights         text not null,
    learnt          integer not null,
    -- Of labels that were unknown to whoever judged them; 0 where there were too few.
    accuracy_right  integer not null,
    accuracy_of     integer not null,
    trained_at      timestamp with time zone not null,
    primary key (dataset_id, version)
);

-- What the last training of each data set saw, so that it is known when there is more to learn.
create table hub_head_looks (
    dataset_id   bigint primary key references datasets on delete cascade,
    -- How many labels there were, and when the last of them was given.
    seen_labels  bigint not null,
    seen_until   timestamp with time zone,
    looked_at    timestamp with time zone not null,
    -- How long it took.
    seconds      double precision not null
);

-- What a model sees of a task, at half precision.
create table hub_embeddings (
    task_id   bigint not null references tasks on delete cascade,
    embedder  varchar(200) not null,
    numbers   bytea not null,
    primary key (task_id, embedder)
);

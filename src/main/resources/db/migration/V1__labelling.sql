create table dataset (
    id         varchar(100) primary key,
    type       varchar(20) not null,
    path       varchar(4000),
    tile       integer,
    name       varchar(1000) not null,
    item_count integer not null,
    last_used  timestamp with time zone not null
);

-- Every change of a labelling session, append-only. Items stand in the payload by their stable key.
create table labeling_event (
    seq        bigint primary key,
    dataset_id varchar(100) not null,
    kind       varchar(20) not null,
    version    bigint not null,
    undo_depth integer not null,
    labels     integer not null,
    payload    text not null,
    submit_id  varchar(100),
    answer     text,
    created    timestamp with time zone not null,
    unique (dataset_id, submit_id)
);
create sequence labeling_event_seq start with 1 increment by 1;
create index labeling_event_dataset on labeling_event (dataset_id, seq);

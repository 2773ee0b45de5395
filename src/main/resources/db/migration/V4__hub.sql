-- Data Hub: data sets of a team, their tasks, who is to do them, what people answered. The columns that others are told to look at by
-- SQL are those of table tasks.
create table datasets (
    id             bigint primary key,
    name           varchar(200) not null,
    -- text, image or audio
    kind           varchar(10) not null,
    -- ["OK","NG"]
    labels         text not null,
    instructions   text,
    -- Where the items come from: JSON, for those that are read again from files.
    source         text not null,
    -- How tasks are given out and answers are settled: JSON (see Rules).
    rules          text not null,
    -- The words to the language model; null for the usual ones.
    prompt         text,
    -- The project of Label Studio that this data set belongs to.
    ls_project_id  bigint,
    created_at     timestamp with time zone not null,
    created_by     varchar(64) not null,
    version        bigint not null
);
create sequence datasets_seq start with 1 increment by 1;

create table tasks (
    id                 bigint primary key,
    dataset_id         bigint not null references datasets,
    -- Names the item within its data set, for good: a row's number, a path.
    item_key           varchar(500) not null,
    -- What Label Studio gets as the task's data, but for addresses of pictures and sounds: JSON.
    data               text not null,
    -- new, imported, labeled, skipped, review (answers disagree)
    status             varchar(12) not null,
    ls_project_id      bigint,
    ls_task_id         bigint,
    -- The first of those who have it; all of them are in assignments.
    assigned_to        varchar(64),
    label              varchar(500),
    labeled_by         varchar(64),
    labeled_at         timestamp with time zone,
    -- The known answer, of a task that checks annotators.
    gold_label         varchar(500),
    prelabel_json      text,
    prelabel_label     varchar(500),
    prelabel_score     double precision,
    prelabel_model     varchar(200),
    model_prob         double precision,
    uncertainty_score  double precision,
    priority           integer,
    -- How many people are to answer it.
    overlap            integer not null,
    updated_at         timestamp with time zone not null,
    version            bigint not null,
    unique (dataset_id, item_key)
);
create index tasks_page on tasks (dataset_id, id);
create index tasks_status on tasks (dataset_id, status, id);
create index tasks_priority on tasks (dataset_id, priority, id);
create index tasks_mine on tasks (assigned_to, dataset_id, status);
create index tasks_outside on tasks (ls_project_id, ls_task_id);
create sequence tasks_seq start with 500 increment by 500;

-- Who has which task. A task that is returned (by its lock running out, or by an admin) has a row that says so.
create table assignments (
    id           bigint primary key,
    task_id      bigint not null references tasks on delete cascade,
    dataset_id   bigint not null,
    username     varchar(64) not null,
    -- open, answered, skipped, returned
    state        varchar(10) not null,
    assigned_at  timestamp with time zone not null,
    -- When it returns unless it is answered; null for never.
    expires_at   timestamp with time zone,
    ended_at     timestamp with time zone
);
create index assignments_task on assignments (task_id, state);
create index assignments_mine on assignments (username, dataset_id, state);
create index assignments_expiry on assignments (state, expires_at);
create sequence assignments_seq start with 500 increment by 500;

-- Every answer anybody gave, here or in Label Studio; one that was taken back or replaced has withdrawn_at.
create table annotations (
    id                bigint primary key,
    task_id           bigint not null references tasks on delete cascade,
    dataset_id        bigint not null,
    username          varchar(64) not null,
    -- null for a skip
    label             varchar(500),
    skip_reason       varchar(500),
    seconds           double precision,
    -- hub or label-studio
    origin            varchar(16) not null,
    ls_annotation_id  bigint,
    -- What was proposed when the answer was given, and whether the person saw it.
    prelabel_label    varchar(500),
    prelabel_score    double precision,
    prelabel_model    varchar(200),
    prelabel_shown    boolean not null,
    submit_id         varchar(64),
    answered_at       timestamp with time zone not null,
    withdrawn_at      timestamp with time zone,
    unique (username, submit_id)
);
create index annotations_task on annotations (task_id, withdrawn_at);
create index annotations_person on annotations (username, dataset_id, id);
create index annotations_set on annotations (dataset_id, id);
create index annotations_outside on annotations (ls_annotation_id);
create sequence annotations_seq start with 500 increment by 500;

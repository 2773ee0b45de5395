-- Golden Noise: prompts, groups of pictures, and what people said of them.
create table golden_session (
    id            varchar(40) primary key,
    name          varchar(200) not null,
    created       timestamp with time zone not null,
    -- Grows with each use: the session with the greatest is the current one.
    used          bigint not null,
    settings      text not null
);

create table golden_prompt (
    id            bigint primary key,
    session_id    varchar(40) not null references golden_session,
    number        integer not null,
    words         varchar(2000) not null,
    state         varchar(10) not null,
    unique (session_id, number)
);
create index golden_prompt_state on golden_prompt (session_id, state, number);
create sequence golden_prompt_seq start with 500 increment by 500;

-- One group of pictures of one prompt. The decision that counts is named; earlier ones stay.
create table golden_batch (
    seq           bigint primary key,
    id            varchar(40) not null unique,
    session_id    varchar(40) not null references golden_session,
    prompt_id     bigint not null references golden_prompt,
    state         varchar(10) not null,
    ahead         boolean not null,
    shown         integer not null,
    parameters    text not null,
    prefilter     text,
    model         varchar(300),
    noise_version integer not null,
    error_code    varchar(60),
    error_detail  varchar(1000),
    created       timestamp with time zone not null,
    decision      bigint,
    -- The decision that the file beside the pictures tells of.
    recorded      bigint
);
create index golden_batch_prompt on golden_batch (prompt_id, seq);
create index golden_batch_state on golden_batch (state, session_id);
create index golden_batch_decision on golden_batch (decision);
create sequence golden_batch_seq start with 1 increment by 1;

-- Every candidate, made or not, shown or not: place is null for those that were not shown.
create table golden_image (
    id            bigint primary key,
    batch_id      varchar(40) not null references golden_batch (id),
    candidate     integer not null,
    seed          bigint not null,
    shared        boolean not null,
    path          varchar(300),
    place         integer,
    explored      boolean not null,
    clip_score    double precision,
    aesthetic     double precision,
    probability   double precision,
    unique (batch_id, seed)
);
create sequence golden_image_seq start with 100 increment by 100;

-- Append-only: a change is a further version, and undo only lets the group name the earlier one again. A decision says something of each
-- picture that was shown.
create table golden_decision (
    seq           bigint primary key,
    batch_id      varchar(40) not null references golden_batch (id),
    version       integer not null,
    judge         varchar(100) not null,
    seconds       double precision,
    made          timestamp with time zone not null,
    origin        varchar(10) not null,
    unique (batch_id, version)
);
create sequence golden_decision_seq start with 1 increment by 1;

create table golden_verdict (
    id            bigint primary key,
    decision_seq  bigint not null references golden_decision,
    image_id      bigint not null references golden_image,
    verdict       varchar(10) not null,
    unique (decision_seq, image_id)
);
create index golden_verdict_image on golden_verdict (image_id);
create sequence golden_verdict_seq start with 100 increment by 100;

create table golden_pair (
    seq           bigint primary key,
    batch_id      varchar(40) not null references golden_batch (id),
    left_seed     bigint not null,
    right_seed    bigint not null,
    choice        varchar(10) not null,
    judge         varchar(100) not null,
    seconds       double precision,
    made          timestamp with time zone not null,
    undone        boolean not null
);
create index golden_pair_batch on golden_pair (batch_id, seq);
create sequence golden_pair_seq start with 1 increment by 1;

-- What was done, in order: for undo, and so that a request that is sent twice is done once.
create table golden_step (
    seq           bigint primary key,
    session_id    varchar(40) not null references golden_session,
    kind          varchar(10) not null,
    prompt_id     bigint not null references golden_prompt,
    batch_id      varchar(40),
    pair_seq      bigint,
    -- The batch's decision before this step, and the one that the step made.
    before_seq    bigint,
    after_seq     bigint,
    reason        varchar(500),
    undone        boolean not null,
    submit_id     varchar(64),
    unique (session_id, submit_id)
);
create index golden_step_undo on golden_step (session_id, undone, seq);
create index golden_step_prompt on golden_step (prompt_id, kind);
create sequence golden_step_seq start with 1 increment by 1;

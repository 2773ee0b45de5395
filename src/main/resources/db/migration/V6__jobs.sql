-- Background work that outlives the process.
create table jobs (
    id                bigint primary key,
    kind              varchar(60) not null,
    -- Only a process with pages can do it.
    needs_web         boolean not null,
    -- The data set it concerns; the job is remembered when that is gone.
    dataset_id        bigint,
    parameters        text not null,
    created_at        timestamp with time zone not null,
    created_by        varchar(64) not null,
    -- queued, running, success, failed, cancelled
    status            varchar(10) not null,
    -- Kind and data set while it is queued or running: one job of a kind for a data set at a time.
    active_key        varchar(90) unique,
    -- Grows with each retry by hand: what was scheduled for an earlier round has nothing to do any more.
    round             integer not null,
    -- Grows with each start: whoever started it earlier cannot write any more.
    lease             bigint not null,
    attempt           integer not null,
    max_attempts      integer not null,
    cancel_requested  boolean not null,
    -- Of a job that waits to be tried again.
    retry_at          timestamp with time zone,
    started_at        timestamp with time zone,
    finished_at       timestamp with time zone,
    worker            varchar(100),
    message           varchar(2000),
    done              bigint not null,
    total             bigint not null,
    step              varchar(500) not null,
    -- What the work keeps for its next start: JSON.
    saved             text not null,
    log_lines         integer not null,
    -- Grows with each change that people see, over all jobs.
    change_no         bigint not null
);
create index jobs_status on jobs (status, id);
create index jobs_kind on jobs (kind, id);
create index jobs_dataset on jobs (dataset_id, id);
create index jobs_change on jobs (change_no);
create sequence jobs_seq start with 1 increment by 1 cache 1;
create sequence jobs_change_seq start with 1 increment by 1;

-- Its one row is locked while a job is queued, so that two processes do not queue the same one.
create table job_gate (
    id integer primary key
);
insert into job_gate (id) values (1);

create table job_log (
    job_id  bigint not null references jobs on delete cascade,
    n       integer not null,
    at      timestamp with time zone not null,
    line    varchar(1000) not null,
    primary key (job_id, n)
);

-- Processes that run jobs.
create table job_workers (
    name        varchar(100) primary key,
    role        varchar(10) not null,
    started_at  timestamp with time zone not null,
    last_seen   timestamp with time zone not null,
    running     integer not null
);

-- The scheduler's own: what is due, who has picked it, whether that one is alive.
create table scheduled_tasks (
    task_name             varchar(100) not null,
    task_instance         varchar(100) not null,
    task_data             bytea,
    execution_time        timestamp with time zone not null,
    picked                boolean not null,
    picked_by             varchar(100),
    last_success          timestamp with time zone,
    last_failure          timestamp with time zone,
    consecutive_failures  integer,
    last_heartbeat        timestamp with time zone,
    version               bigint not null,
    priority              smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- What finds tasks quickly, and what makes their order one ascending index on every database.

-- The text, or the name of the file, in small letters: what a search looks into.
alter table tasks add column search varchar(100000);
-- Hardest first, ties by id: −priority; 1 without a priority, which comes last.
alter table tasks add column place integer default 1 not null;
-- 0 to 9999 by the task's key: those below a share of it are chosen for overlap, so that a larger share keeps those of a smaller one.
alter table tasks add column bucket integer default 0 not null;
-- How many people have it or have answered it.
alter table tasks add column holders integer default 0 not null;
drop index tasks_priority;
create index tasks_place on tasks (dataset_id, place, id);
create index tasks_status_place on tasks (dataset_id, status, place, id);
create index tasks_label on tasks (dataset_id, label, id);
create index tasks_prelabel on tasks (dataset_id, prelabel_label, id);

-- Whether it is the one answer of its person that counts for the task; set by whatever settles the task.
alter table annotations add column counted boolean default false not null;
-- The answer that it took the place of, and that comes back when it is taken back.
alter table annotations add column replaces bigint;
create index annotations_counted on annotations (dataset_id, counted, task_id);

create index assignments_set on assignments (dataset_id, state);

-- Several labels in one answer, where one was asked for: ["OK","NG"], with no label; the person in charge decides.
alter table annotations add column choices text;

-- Servers whose list of changes cannot be relied on: all is read there, until it is tried again.
create table ls_servers (
    address       varchar(500) primary key,
    reads_all_at  timestamp with time zone not null
);

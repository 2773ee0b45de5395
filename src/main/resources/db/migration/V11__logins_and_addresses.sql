-- Tries to log in, of addresses and of accounts; see LoginLimit. Rows whose time has passed are deleted, and there are never many.
create table login_tries (
    -- address 10.0.0.1, account ann, account ann from 10.0.0.1, known ann from 10.0.0.1
    name     varchar(200) primary key,
    -- Whose tries these are; null for those of an address, and for what is only known.
    account  varchar(200),
    -- When all of them are free again (of what is known: when it is forgotten), in milliseconds since 1970.
    full_at  bigint not null
);
create index login_tries_account on login_tries (account);
create index login_tries_full on login_tries (full_at);

-- Signed addresses of pictures and sounds with another number than this have ended.
alter table datasets add column media_version integer default 1 not null;

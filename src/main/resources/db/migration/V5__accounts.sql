-- People who log in.
create table accounts (
    -- In small letters.
    username       varchar(64) primary key,
    display_name   varchar(200) not null,
    -- admin or annotator
    role           varchar(16) not null,
    password_hash  varchar(500) not null,
    active         boolean not null,
    -- A demonstration account, whose password everybody knows: it may log in only while the server listens on loopback.
    demo           boolean not null,
    -- A token carries the number that was here when it was issued; counting up ends all tokens of the account.
    token_version  integer not null,
    created_at     timestamp with time zone not null,
    last_login     timestamp with time zone,
    version        bigint not null
);

-- Single tokens that were ended before they ran out: by logging out.
create table revoked_tokens (
    jti         varchar(64) primary key,
    expires_at  timestamp with time zone not null
);
create index revoked_tokens_expiry on revoked_tokens (expires_at);

-- Who did what when. Rows are only added: nothing in the program changes or removes one.
create table audit (
    id       bigint primary key,
    at       timestamp with time zone not null,
    -- The account, or label-studio, or system.
    who      varchar(64) not null,
    action   varchar(64) not null,
    subject  varchar(300) not null,
    detail   varchar(1000)
);
create index audit_who on audit (who, id);
create index audit_action on audit (action, id);
create sequence audit_seq start with 1 increment by 1;

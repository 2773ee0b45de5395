-- Who did what is only added to: the database itself refuses anything else.
create function audit_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of the audit log are only added, never changed or deleted.' using errcode = 'restrict_violation';
end
$$;
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function audit_append_only();

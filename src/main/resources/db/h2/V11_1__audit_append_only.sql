-- Who did what is only added to: the database itself refuses anything else.
create trigger audit_append_only before update, delete on audit for each row call 'org.fastlabel.persistence.AppendOnly';

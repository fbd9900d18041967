-- What ticket types were called before: lists may still call them so.
CREATE TABLE ticket_type_formerly (
    name        TEXT PRIMARY KEY,
    ticket_type INTEGER NOT NULL REFERENCES ticket_type (id)
) STRICT, WITHOUT ROWID;

-- Who is whom: what people said of guests who look like one, and who asked to be forgotten.

-- Two guests who look like one and are two; the smaller id first.
CREATE TABLE apart (
    one   BLOB NOT NULL CHECK (length(one) = 16),
    other BLOB NOT NULL CHECK (length(other) = 16),
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- Salted digests of who a list said somebody was whose data was erased at their wish: the next
-- reading of that list must not bring them back.
CREATE TABLE forgotten (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The ticket that speaks for this one: both are one person's, who comes in once.
ALTER TABLE ticket ADD COLUMN stands_for INTEGER REFERENCES ticket (id);
CREATE INDEX ticket_by_stand_in ON ticket (stands_for) WHERE stands_for IS NOT NULL;

-- The list in which the guest stands under this name, and whether it has them no more.
ALTER TABLE alias ADD COLUMN list INTEGER REFERENCES list (id);
ALTER TABLE alias ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
-- What that list said when it was last read, and the import that knew them by their code. Null: a
-- person merged them.
ALTER TABLE alias ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
ALTER TABLE alias ADD COLUMN import INTEGER REFERENCES import (id);
CREATE INDEX alias_of_attendee ON alias (attendee);

-- What an import changed of that, as it was before.
CREATE TABLE alias_before (
    import     INTEGER NOT NULL REFERENCES import (id),
    source     TEXT NOT NULL,
    source_key BLOB NOT NULL,
    list       INTEGER,
    missing    INTEGER NOT NULL,
    digest     BLOB NOT NULL,
    PRIMARY KEY (import, source, source_key)
) STRICT, WITHOUT ROWID;

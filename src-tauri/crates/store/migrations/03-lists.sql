-- Lists from anywhere: where each guest comes from, and how to take an import back.
-- This file builds a table anew that others refer to: foreign keys are off while it runs.

-- A list, as far as its rows stand for the same thing the next time: of a service one for the
-- event; of spreadsheets one for each set of columns.
CREATE TABLE list (
    id     INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    -- What tells spreadsheets apart; empty for a service.
    mark   TEXT NOT NULL,
    UNIQUE (source, mark)
) STRICT;

-- The list's file name.
ALTER TABLE import ADD COLUMN file TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN list INTEGER REFERENCES list (id);
ALTER TABLE import ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
-- When it was taken back, if it was.
ALTER TABLE import ADD COLUMN undone_at INTEGER;

ALTER TABLE question ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN on_badge INTEGER NOT NULL DEFAULT 0;

-- The same guests without the indexes that an import of a million would pay for, and their
-- answers beside them. That of the badges is made when the first badge is scanned.
CREATE TABLE new_attendee (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    source      TEXT NOT NULL,
    -- A digest of who the list says this is: the source's own id, else the code, else e-mail and
    -- name; of older files that text itself. Unique within a source, which the import sees to.
    source_key  BLOB NOT NULL,
    -- The list in which the guest stood last.
    list        INTEGER REFERENCES list (id),
    -- What the list said when it was last read; empty where no list says anything. An unchanged
    -- row leaves alone what was edited since.
    list_digest BLOB NOT NULL,
    name        TEXT NOT NULL,
    email       TEXT NOT NULL,
    company     TEXT NOT NULL,
    role        TEXT NOT NULL,
    status      TEXT NOT NULL,
    note        TEXT NOT NULL,
    badge       INTEGER NOT NULL,
    orders      BLOB REFERENCES orders (id),
    -- The import that added them.
    import      INTEGER REFERENCES import (id),
    attention   TEXT NOT NULL,
    -- Question, unit separator (U+001F), answer, record separator (U+001E), and so on.
    answers     TEXT NOT NULL DEFAULT '',
    -- What the list has said since of someone who had come in by then; that changed nothing.
    flagged     TEXT NOT NULL DEFAULT '',
    -- What was edited here and no list writes over, a bit for each: name, email, company, role,
    -- note, attention, ticket type, due.
    edited      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO new_attendee
    SELECT id, source, CAST(source_key AS BLOB), NULL, list_digest, name, email, company, role,
           status, note, badge, orders, import, attention,
           coalesce((SELECT group_concat(question || char(31) || text || char(30), '')
                     FROM answer WHERE answer.attendee = attendee.id), ''), '', 0
    FROM attendee ORDER BY id;
DROP TABLE answer;
DROP TABLE attendee;
ALTER TABLE new_attendee RENAME TO attendee;
-- The few of whom the counts of an open desk ask.
CREATE INDEX attendee_not_coming ON attendee (status) WHERE status <> 'confirmed';
CREATE INDEX attendee_of_desk ON attendee (source) WHERE source = 'desk';

-- The codes that others printed on the guests' tickets, as their lists and scanners gave them.
CREATE TABLE foreign_code (
    code       TEXT PRIMARY KEY,
    ticket     INTEGER NOT NULL REFERENCES ticket (id),
    -- When a desk learnt it; none: the list says it.
    learned_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX foreign_code_of_ticket ON foreign_code (ticket);
INSERT INTO foreign_code
    SELECT foreign_code, id, NULL FROM ticket WHERE foreign_code IS NOT NULL ORDER BY foreign_code;
DROP INDEX ticket_by_foreign_code;
ALTER TABLE ticket DROP COLUMN foreign_code;
-- The import that revoked it, where no person did.
ALTER TABLE ticket ADD COLUMN revoked_by INTEGER REFERENCES import (id);

-- Without it every ticket that is deleted would have all others looked through.
CREATE INDEX ticket_by_replacement ON ticket (replaced_by) WHERE replaced_by IS NOT NULL;

-- The events of other services that are this one.
CREATE TABLE foreign_event (
    event TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Who else a guest is: on another list, until a person said that they are one.
CREATE TABLE alias (
    source      TEXT NOT NULL,
    source_key  BLOB NOT NULL,
    attendee    BLOB NOT NULL REFERENCES attendee (id),
    -- The guest that is no more.
    was         BLOB NOT NULL UNIQUE CHECK (length(was) = 16),
    PRIMARY KEY (source, source_key)
) STRICT, WITHOUT ROWID;

-- What an import changed, as it was before, until personal data is erased. Null: left alone.
CREATE TABLE attendee_before (
    import      INTEGER NOT NULL REFERENCES import (id),
    attendee    BLOB NOT NULL,
    list        INTEGER,
    list_digest BLOB NOT NULL,
    name        TEXT,
    email       TEXT,
    company     TEXT,
    role        TEXT,
    status      TEXT,
    note        TEXT,
    attention   TEXT,
    answers     TEXT,
    flagged     TEXT,
    -- Empty: none.
    orders      BLOB,
    PRIMARY KEY (import, attendee)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_before (
    import         INTEGER NOT NULL REFERENCES import (id),
    ticket         INTEGER NOT NULL,
    ticket_type    INTEGER NOT NULL,
    admits         INTEGER NOT NULL,
    due_hundredths INTEGER,
    due_currency   TEXT,
    revoked_at     INTEGER,
    revoked_by     INTEGER,
    PRIMARY KEY (import, ticket)
) STRICT, WITHOUT ROWID;

-- The codes that the list had given, of the tickets of which the import changed them. A ticket
-- without any has an empty one here.
CREATE TABLE foreign_code_before (
    import INTEGER NOT NULL REFERENCES import (id),
    ticket INTEGER NOT NULL,
    code   TEXT NOT NULL,
    PRIMARY KEY (import, ticket, code)
) STRICT, WITHOUT ROWID;

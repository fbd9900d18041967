-- Ids are 16-byte UUIDs or 64-bit integers; times are UTC microseconds since 1970 unless a column
-- says otherwise; dates are ISO 8601 text.

CREATE TABLE event (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    id           BLOB NOT NULL CHECK (length(id) = 16),
    name         TEXT NOT NULL,
    series       TEXT NOT NULL,
    theme        TEXT NOT NULL,
    contact      TEXT NOT NULL,
    venue        TEXT NOT NULL,
    date         TEXT NOT NULL,
    timezone     TEXT NOT NULL,
    opens        TEXT,
    ends         TEXT,
    capacity     INTEGER,
    reentry      INTEGER NOT NULL,
    ribbon       TEXT NOT NULL,
    wifi_network TEXT,
    wifi_password TEXT,
    -- Salts the digests of unknown codes in the log.
    salt         BLOB NOT NULL,
    -- The date on which personal data is to be erased.
    erase_on     TEXT
) STRICT;

-- Grows with every change of anything but the log, so that an open desk knows what to read again.
CREATE TABLE revision (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    number   INTEGER NOT NULL
) STRICT;
INSERT INTO revision VALUES (1, 1);

CREATE TABLE house_note (
    position INTEGER PRIMARY KEY,
    text     TEXT NOT NULL
) STRICT;

CREATE TABLE door (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE ticket_type (
    id        INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 255),
    name      TEXT NOT NULL UNIQUE,
    admits    INTEGER NOT NULL CHECK (admits >= 1),
    strict    INTEGER NOT NULL
) STRICT;

CREATE TABLE ticket_type_day (
    ticket_type INTEGER NOT NULL REFERENCES ticket_type (id),
    day         TEXT NOT NULL,
    PRIMARY KEY (ticket_type, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_type_hand_over (
    ticket_type INTEGER NOT NULL REFERENCES ticket_type (id),
    position    INTEGER NOT NULL,
    thing       TEXT NOT NULL,
    PRIMARY KEY (ticket_type, position)
) STRICT, WITHOUT ROWID;

-- The doors at which a ticket type says it gets in; none: all.
CREATE TABLE ticket_type_door (
    ticket_type INTEGER NOT NULL REFERENCES ticket_type (id),
    door        INTEGER NOT NULL REFERENCES door (id),
    PRIMARY KEY (ticket_type, door)
) STRICT, WITHOUT ROWID;

-- The ticket types that a door says it admits; none: all.
CREATE TABLE door_ticket_type (
    door        INTEGER NOT NULL REFERENCES door (id),
    ticket_type INTEGER NOT NULL REFERENCES ticket_type (id),
    PRIMARY KEY (door, ticket_type)
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    -- Local times of the event's zone.
    starts  TEXT NOT NULL,
    ends    TEXT,
    room    TEXT NOT NULL,
    title   TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;

CREATE TABLE speaker (
    slot     INTEGER NOT NULL REFERENCES slot (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    role     TEXT NOT NULL,
    company  TEXT NOT NULL,
    photo    TEXT,
    PRIMARY KEY (slot, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
    id        BLOB PRIMARY KEY CHECK (length(id) = 16),
    reference TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    format    TEXT NOT NULL,
    rows      INTEGER NOT NULL,
    added     INTEGER NOT NULL,
    updated   INTEGER NOT NULL
) STRICT;

CREATE TABLE attendee (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    -- Who the list says this is: the source's own id, else the code, else e-mail and name.
    source     TEXT NOT NULL,
    source_key TEXT NOT NULL,
    -- What the list said when it was last read; empty where no list says anything. An unchanged
    -- row leaves alone what was edited since.
    list_digest BLOB NOT NULL,
    name       TEXT NOT NULL,
    email      TEXT NOT NULL,
    company    TEXT NOT NULL,
    role       TEXT NOT NULL,
    status     TEXT NOT NULL,
    note       TEXT NOT NULL,
    badge      INTEGER NOT NULL UNIQUE,
    orders     BLOB REFERENCES orders (id),
    import     INTEGER REFERENCES import (id),
    UNIQUE (source, source_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    id    INTEGER PRIMARY KEY,
    title TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE answer (
    attendee BLOB NOT NULL REFERENCES attendee (id),
    question INTEGER NOT NULL REFERENCES question (id),
    text     TEXT NOT NULL,
    PRIMARY KEY (attendee, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk (
    number      INTEGER PRIMARY KEY,
    id          BLOB NOT NULL CHECK (length(id) = 16),
    incarnation INTEGER NOT NULL,
    name        TEXT NOT NULL,
    opened_at   INTEGER NOT NULL,
    UNIQUE (id, incarnation)
) STRICT;

CREATE TABLE operator (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    name     TEXT NOT NULL,
    lead     INTEGER NOT NULL,
    pin_hash TEXT
) STRICT, WITHOUT ROWID;

-- Public halves only: the private ones never lie in the event file.
CREATE TABLE signing_key (
    id      INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 255),
    public  BLOB NOT NULL UNIQUE CHECK (length(public) = 32),
    state   TEXT NOT NULL,
    desk    BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE ticket (
    id             INTEGER PRIMARY KEY,
    attendee       BLOB NOT NULL REFERENCES attendee (id),
    ticket_type    INTEGER NOT NULL REFERENCES ticket_type (id),
    admits         INTEGER NOT NULL CHECK (admits >= 1),
    revoked_at     INTEGER,
    -- The ticket that was issued instead of this one.
    replaced_by    INTEGER REFERENCES ticket (id),
    due_hundredths INTEGER,
    due_currency   TEXT,
    -- Our code, once issued: issuing again gives the same.
    code           TEXT,
    signing_key    INTEGER REFERENCES signing_key (id),
    -- The code that somebody else printed on the guest's ticket.
    foreign_code   TEXT
) STRICT;
CREATE INDEX ticket_of_attendee ON ticket (attendee);
CREATE UNIQUE INDEX ticket_by_foreign_code ON ticket (foreign_code) WHERE foreign_code IS NOT NULL;

-- (desk, seq) is unique and without gaps because a row is written behind the last one of its desk
-- in one immediate transaction; an index that said so once more would cost every scan a page.
CREATE TABLE log (
    row           INTEGER PRIMARY KEY,
    desk          INTEGER NOT NULL REFERENCES desk (number),
    seq           INTEGER NOT NULL,
    hlc           INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    door          INTEGER NOT NULL,
    operator      BLOB,
    kind          INTEGER NOT NULL,
    verdict       INTEGER NOT NULL,
    means         INTEGER NOT NULL,
    ticket        INTEGER,
    attendee      BLOB,
    day           TEXT NOT NULL,
    member        INTEGER NOT NULL,
    entry_number  INTEGER NOT NULL,
    voids_desk    INTEGER REFERENCES desk (number),
    voids_seq     INTEGER,
    mode          INTEGER NOT NULL,
    digest        BLOB,
    previous      BLOB NOT NULL CHECK (length(previous) = 32)
) STRICT;
CREATE INDEX log_of_ticket ON log (ticket) WHERE ticket IS NOT NULL;

CREATE TRIGGER log_is_append_only_update BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the check-in log is append-only'); END;
CREATE TRIGGER log_is_append_only_delete BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the check-in log is append-only'); END;

-- Free text beside the log, so that it can be erased and the log stays.
CREATE TABLE log_text (
    row  INTEGER PRIMARY KEY REFERENCES log (row),
    text TEXT NOT NULL
) STRICT;

-- What makes staff look up: VIP.
ALTER TABLE attendee ADD COLUMN attention TEXT NOT NULL DEFAULT '';

-- The search at the desk shows nobody until enough is typed.
ALTER TABLE event ADD COLUMN privacy INTEGER NOT NULL DEFAULT 0;

-- Who stood on the list before somebody came in their place. Beside the log, so that it can be
-- erased and the log stays.
CREATE TABLE substituted (
    row     INTEGER PRIMARY KEY REFERENCES log (row),
    name    TEXT NOT NULL,
    email   TEXT NOT NULL,
    company TEXT NOT NULL,
    role    TEXT NOT NULL,
    note    TEXT NOT NULL
) STRICT;

-- What is sent, by which server, and what was sent to whom.

-- Wants no mail but the ticket.
ALTER TABLE attendee ADD COLUMN opted_out INTEGER NOT NULL DEFAULT 0;

-- The server's password is never here: the file goes from hand to hand.
CREATE TABLE mail_setting (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    host         TEXT NOT NULL,
    port         INTEGER NOT NULL,
    security     TEXT NOT NULL,
    -- The organiser has said that mail may cross the network for all to read.
    unencrypted  INTEGER NOT NULL,
    -- A certificate to trust beside the system's, PEM; empty: none.
    certificate  TEXT NOT NULL,
    user         TEXT NOT NULL,
    from_name    TEXT NOT NULL,
    from_address TEXT NOT NULL,
    reply_to     TEXT NOT NULL,
    per_minute   INTEGER NOT NULL,
    -- Of the letters that the organiser has not worded.
    language     TEXT NOT NULL
) STRICT;

-- Letters in the organiser's own words; the others are the built-in ones.
CREATE TABLE letter (
    kind    TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    body    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which words of a letter somebody has seen as a mail.
CREATE TABLE letter_test (
    letter TEXT PRIMARY KEY,
    digest BLOB NOT NULL,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Like the check-in log it outlives its guests, so that nobody who was taken off the list and put
-- on it again gets a letter twice; what it says of them can be erased.
CREATE TABLE mail (
    id         INTEGER PRIMARY KEY,
    letter     TEXT NOT NULL,
    attendee   BLOB NOT NULL,
    -- The ticket that it carries.
    ticket     INTEGER,
    -- Sent again on purpose it is another round.
    round      INTEGER NOT NULL,
    address    TEXT NOT NULL,
    subject    TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    state      TEXT NOT NULL,
    at         INTEGER NOT NULL,
    -- What the server said.
    answer     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX mail_once ON mail (attendee, letter, coalesce(ticket, 0), round);

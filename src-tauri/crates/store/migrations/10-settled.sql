-- What a guest was before a refusal was settled in a way that changed them: they paid at the door,
-- or came off the waiting list. Beside the log, so that an undo brings it back. Null: left alone.
CREATE TABLE settled (
    row            INTEGER PRIMARY KEY REFERENCES log (row),
    due_hundredths INTEGER,
    due_currency   TEXT,
    -- Somebody had edited here what is due.
    due_edited     INTEGER NOT NULL,
    status         TEXT,
    flagged        TEXT
) STRICT;

-- What was sent to whom.

-- Wants no mail but the ticket.
ALTER TABLE attendee ADD COLUMN opted_out INTEGER NOT NULL DEFAULT 0;

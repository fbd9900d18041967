-- Guests whom several lists have: what each says of them, so that they come as long as one has them.

-- What the list that leads a guest says of their coming, where a person has merged them with one of
-- another list; `status` is what comes of both. Null: what `status` says.
ALTER TABLE attendee ADD COLUMN said TEXT;
ALTER TABLE attendee_before ADD COLUMN said TEXT;

-- What a list says of the guest under this name; `gone`: it has them no more.
ALTER TABLE alias ADD COLUMN status TEXT NOT NULL DEFAULT 'confirmed';
UPDATE alias SET status = 'gone' WHERE missing = 1;
ALTER TABLE alias DROP COLUMN missing;
ALTER TABLE alias_before ADD COLUMN status TEXT NOT NULL DEFAULT 'confirmed';
UPDATE alias_before SET status = 'gone' WHERE missing = 1;
ALTER TABLE alias_before DROP COLUMN missing;

UPDATE attendee SET said = status WHERE id IN (
  SELECT attendee FROM alias WHERE alias.import IS NULL OR alias.source <> attendee.source);

-- The badge of the guest who is no more: it may be printed.
ALTER TABLE alias ADD COLUMN badge INTEGER;
CREATE INDEX alias_by_badge ON alias (badge) WHERE badge IS NOT NULL;

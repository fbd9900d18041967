-- Guests whom several lists have: what each says of them, so that they come as long as one has them.

-- What the list that leads a guest says of their coming, where a person has merged them with one of
-- another list; `status` is what comes of both. Null: what `status` says.
ALTER TABLE attendee ADD COLUMN said TEXT;
ALTER TABLE attendee_before ADD COLUMN said TEXT;

-- What a list says of the guest under this name; `gone`: it has them no more.
ALTER TABLE alias ADD COLUMN status TEXT NOT NULL DEFAULT 'confirmed';
ALTER TABLE alias_before ADD COLUMN status TEXT NOT NULL DEFAULT 'confirmed';

-- The key of the name of the same source beside which it stands: it speaks of the same place at the
-- event, and what is said under either is said under the other. Null: a place of its own.
ALTER TABLE alias ADD COLUMN beside BLOB;
UPDATE alias SET beside = coalesce(
    (SELECT source_key FROM attendee WHERE id = alias.attendee AND source = alias.source),
    (SELECT source_key FROM alias led
     WHERE led.attendee = alias.attendee AND led.source = alias.source AND led.import IS NULL))
  WHERE import IS NOT NULL;

-- Nobody noted how surely a list has somebody: no surer than all of them together, until it is
-- read anew.
UPDATE attendee SET said = status, list_digest = x''
  WHERE id IN (SELECT attendee FROM alias WHERE beside IS NULL OR source <> attendee.source);
UPDATE alias SET digest = x'', status = (SELECT status FROM attendee WHERE id = alias.attendee)
  WHERE beside IS NULL;
UPDATE alias SET status = 'gone' WHERE missing = 1;
UPDATE alias_before SET digest = x'', status = coalesce(
    (SELECT attendee.status FROM attendee JOIN alias ON alias.attendee = attendee.id
     WHERE alias.source = alias_before.source AND alias.source_key = alias_before.source_key
       AND alias.beside IS NULL AND attendee.status IN ('pending', 'waitlist')), 'confirmed');
UPDATE alias_before SET status = 'gone' WHERE missing = 1;
ALTER TABLE alias DROP COLUMN missing;
ALTER TABLE alias_before DROP COLUMN missing;
UPDATE attendee_before SET said = status, status = NULL, list_digest = x''
  WHERE attendee IN (SELECT id FROM attendee WHERE said IS NOT NULL);

-- The import that gave the code to somebody whom another list leads.
ALTER TABLE foreign_code ADD COLUMN import INTEGER REFERENCES import (id);

-- The badge of the guest who is no more: it may be printed.
ALTER TABLE alias ADD COLUMN badge INTEGER;
CREATE INDEX alias_by_badge ON alias (badge) WHERE badge IS NOT NULL;

-- What the organiser sets up in the office.

-- PNG, JPEG or SVG; none: the ribbon alone.
ALTER TABLE event ADD COLUMN logo BLOB;

-- The organiser keeps who came, so that a later evening of the series recognises them.
ALTER TABLE event ADD COLUMN keeps_regulars INTEGER NOT NULL DEFAULT 0;

-- When personal data was erased, if it was.
ALTER TABLE event ADD COLUMN erased_at INTEGER;

-- The organiser's own templates, in the place of the built-in ones: `ticket`, `badge`.
CREATE TABLE template (
    paper TEXT PRIMARY KEY,
    svg   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

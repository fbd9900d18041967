-- Lists from anywhere: where each guest comes from, and how to take an import back.

-- The list's file name.
ALTER TABLE import ADD COLUMN file TEXT NOT NULL DEFAULT '';

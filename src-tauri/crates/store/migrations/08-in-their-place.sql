-- What somebody had answered in whose place somebody came, packed as in `attendee`. Null: they
-- came before that was kept, and the answers stand with whoever came instead.
ALTER TABLE substituted ADD COLUMN answers TEXT;

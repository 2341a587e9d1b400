DROP TABLE log_checkpoints;
DROP TABLE log_trees;
DROP TABLE log_hashes;
DROP TABLE log_records;
DROP TABLE log_pending;
DROP FUNCTION log_is_append_only();

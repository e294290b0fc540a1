-- What else people say when they act on an alert, and what the platform does by itself.
ALTER TABLE dw.alert_actions
  ADD COLUMN IF NOT EXISTS disposition LowCardinality(Nullable(String)) COMMENT 'closed catalogue, docs/alerts.md' AFTER until,
  ADD COLUMN IF NOT EXISTS assignee LowCardinality(Nullable(String)) COMMENT 'account the alert was given to' AFTER disposition,
  ADD COLUMN IF NOT EXISTS duplicate_of Nullable(String) COMMENT 'alert that this one repeats' AFTER assignee,
  ADD COLUMN IF NOT EXISTS handed_to LowCardinality(Nullable(String)) AFTER duplicate_of,
  ADD COLUMN IF NOT EXISTS level LowCardinality(Nullable(String)) COMMENT 'city | province' AFTER handed_to,
  ADD COLUMN IF NOT EXISTS urgency LowCardinality(Nullable(String)) COMMENT 'urgent | normal (JT/T 809)' AFTER level,
  ADD COLUMN IF NOT EXISTS result LowCardinality(Nullable(String)) COMMENT 'in-progress | done | no-action | later (JT/T 809)' AFTER urgency,
  ADD COLUMN IF NOT EXISTS action_id Nullable(String) COMMENT 'of what the platform did by itself' AFTER result;

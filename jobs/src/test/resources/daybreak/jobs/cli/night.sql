INSERT INTO run VALUES
  ('20261122-01', 'brokerage', NULL, '2026-05-23', '2026-11-22', '2026-11-22T16:00:00Z', 'Asia/Shanghai',
   '2026-11-22T18:00:00Z', '2026-11-22T18:01:30Z', 'published', 'f1', 'd1', 24, 1000, 985, 10, 5, 7, NULL),
  ('20261123-01', 'brokerage', NULL, '2026-11-23', '2026-11-23', '2026-11-23T16:00:00Z', 'Asia/Shanghai',
   '2026-11-23T18:00:00Z', NULL, 'failed', 'f2', 'd1', NULL, NULL, NULL, NULL, NULL, NULL, 'no _COMPLETE');
INSERT INTO current_run (run) VALUES ('20261122-01');

INSERT INTO intake_file
  (day, file, entity, sha256, bytes, rows_in, accepted, refused, duplicates, superseded, late, orphans, unknown_columns, form, run)
VALUES
  ('2026-11-22', 'leads.csv', 'leads', 'ab', 900, 40, 38, 1, 1, 2, 3, 4, '{budget,note to self}', 'GB18030, separator tab, quote ", escape doubled, CRLF', '20261122-01'),
  ('2026-11-21', 'leads.csv', 'leads', 'cd', 900, 1, 0, 1, 0, 0, 0, 0, '{}', NULL, '20261122-01');

INSERT INTO quarantine
  (day, entity, file, row_number, column_name, code, expected, message, run, healed_on)
VALUES
  ('2026-11-22', 'leads', 'leads.csv', 12, 'created_at', 'NOT_A_TIME', 'yyyy-MM-dd HH:mm', 'created_at is no time', '20261122-01', NULL),
  ('2026-11-22', 'deals', 'deals.csv', 3, NULL, 'CELL_COUNT', '11 cells', 'the row has 10 cells', '20261122-01', NULL),
  ('2026-11-21', 'leads', 'leads.csv', 2, 'lead_id', 'KEY_BLANK', 'a value', 'lead_id is blank', '20261122-01', '2026-11-22');

INSERT INTO metric_value
  (metric, period_kind, period, period_from, period_to, whole, dimension, member, numerator, denominator, value, low, high, not_yet_due, points, version, run)
VALUES
  ('lead_conversion_30d', 'month', '2026-09', '2026-09-01', '2026-09-30', true, '', '', 81, 263, 0.30798479087452474, 0.2553, 0.3662, 0, NULL, 'ab12cd34', '20261122-01'),
  ('lead_conversion_30d', 'month', '2026-10', '2026-10-01', '2026-10-31', true, '', '', 12, 100, 0.12, 0.07, 0.2, 31, NULL, 'ab12cd34', '20261122-01'),
  ('lead_conversion_30d', 'month', '2026-10', '2026-10-01', '2026-10-31', true, 'channel', 'platform', 5, 60, 0.08333333333333333, 0.036, 0.18, 20, NULL, 'ab12cd34', '20261122-01'),
  ('lead_conversion_30d', 'month', '2026-10', '2026-10-01', '2026-10-31', true, 'channel', '(none)', 0, 0, NULL, NULL, NULL, 0, NULL, 'ab12cd34', '20261122-01'),
  ('lead_conversion_curve', 'all', 'all', '2026-05-24', '2026-11-22', true, '', '', 40, 900, 0.05, 0.04, 0.06, 0,
   '[{"seconds": 86400, "survival": 0.9875, "low": 0.98, "high": 0.99, "at_risk": 900, "events": 11, "censored": 0}]', 'ab12cd35', '20261122-01'),
  ('speed_to_lead', 'week', '2026-W47', '2026-11-16', '2026-11-22', true, '', '', 50, 55, 1095, 900, 1500, 0,
   '[{"quantile": 0.5, "seconds": 1095}]', 'ab12cd36', '20261122-01'),
  ('complaint_rate', 'week', '2026-W47', '2026-11-16', '2026-11-22', true, '', '', 3, 412, 0.7281553398058253, 0.15, 2.13, 0, NULL, 'ab12cd37', '20261122-01');

INSERT INTO task VALUES
  ('T1', 'a-tier-silent', '{"client_id": "C1"}', 'a-tier-silent/C1', 'C1', 'A1', 'S1', 1, '2026-11-20', '2026-11-21T16:00:00Z', 'closed', '2026-11-22', '三天未联系', 'silent for 3 days', '{}', '{L1,L2}', 1, '2026-11-21T02:00:00Z', '20261122-01'),
  ('T2', 'area-interest-no-viewing', '{"client_id": "C2", "district": "滨江"}', 'area/C2/滨江', 'C2', 'A1', 'S1', 2, '2026-11-21', '2026-11-22T16:00:00Z', 'open', NULL, '看了 4 套滨江房源', 'browsed 4 homes in 滨江', '{}', '{}', 1, NULL, '20261122-01'),
  ('T3', 'a-tier-silent', '{"client_id": "C3"}', 'a-tier-silent/C3', 'C3', NULL, NULL, 1, '2026-11-22', '2026-11-23T16:00:00Z', 'open', NULL, '=三天未联系', 'silent, 3 days', '{}', '{L9}', 1, NULL, '20261122-01');

INSERT INTO trace VALUES
  ('K7Q2', 'weekly', '2026-W47', 'headline', 'lead_conversion_30d',
   '[{"table": "metric_value", "key": {"metric": "lead_conversion_30d", "period_kind": "month", "period": "2026-10", "dimension": "", "member": ""}},
     {"table": "store", "key": {"store_id": "S9"}},
     {"table": "pg_authid", "key": {"rolname": "postgres"}}]',
   '{"value": 0.12, "low": 0.07, "target": null}', '20261122-01'),
  ('W8VH', 'weekly', '2026-W47', 'alerts', 'tasks a-tier-silent',
   '[{"table": "task", "key": {"rule": "a-tier-silent"}}]', '{"raised": 2}', '20261122-01');

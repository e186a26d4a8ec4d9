-- Attribution (metrics.md): an event of a client belongs to the client's latest lead created at or before it, ties to the
-- greater lead_id; a deal's own lead_id wins, and one that names an unknown lead belongs to none. A stage is never reached
-- before the lead's creation: an answer or a handover noted earlier counts at creation.
WITH span AS (
    SELECT lead_id, client_id, agent_id, created_at, first_response_at, day, as_of,
           lead(created_at) OVER (PARTITION BY client_id ORDER BY created_at, lead_id) AS next_created_at
    FROM leads
),
deal AS (
    SELECT d.lead_id, d.client_id, d.signed_at, m.done_at AS handed_over_at
    FROM deals d
    LEFT JOIN deal_milestones m ON m.deal_id = d.deal_id AND m.milestone = 'handover'
    WHERE d.status IS DISTINCT FROM 'cancelled'
),
client_event AS (
    SELECT client_id, contacted_at AS at, 'contacted' AS stage, CAST(NULL AS timestamp) AS handed_over_at FROM contacts
    UNION ALL SELECT client_id, valid_from, 'needs', NULL FROM demands
    UNION ALL SELECT client_id, recommended_at, 'matched', NULL FROM recommendations
    UNION ALL SELECT client_id, coalesce(started_at, scheduled_at), 'viewed', NULL FROM viewings
              WHERE status = 'done' AND coalesce(started_at, scheduled_at) < as_of
    UNION ALL SELECT client_id, offered_at, 'offered', NULL FROM offers
    UNION ALL SELECT client_id, signed_at, 'signed', handed_over_at FROM deal WHERE lead_id IS NULL
),
lead_event AS (
    SELECT /*+ SHUFFLE_HASH(s) */ s.lead_id, s.created_at, e.at, e.stage, e.handed_over_at
    FROM client_event e JOIN span s
      ON s.client_id = e.client_id AND e.at >= s.created_at
     AND (s.next_created_at IS NULL OR e.at < s.next_created_at)
    UNION ALL
    SELECT lead_id, created_at, greatest(first_response_at, created_at), 'contacted', NULL
    FROM leads WHERE first_response_at IS NOT NULL
    UNION ALL
    -- Signed before its lead was created: a deal that cannot be, and neither signs nor hands over.
    SELECT l.lead_id, l.created_at,
           CASE WHEN d.signed_at >= l.created_at THEN d.signed_at END,
           CASE WHEN d.signed_at < l.created_at THEN 'impossible' ELSE 'signed' END,
           CASE WHEN d.signed_at >= l.created_at THEN d.handed_over_at END
    FROM deal d JOIN leads l ON l.lead_id = d.lead_id
),
stage AS (
    SELECT lead_id, impossible_deal, signed_at,
           least(contacted_at, handed_over_at) AS contacted_at,
           least(needs_at, handed_over_at) AS needs_at,
           least(matched_at, handed_over_at) AS matched_at,
           least(viewed_at, handed_over_at) AS viewed_at,
           least(offered_at, handed_over_at) AS offered_at,
           least(signed_at, handed_over_at) AS stage_signed_at,
           handed_over_at
    FROM (
        SELECT lead_id,
               min(true) FILTER (WHERE stage = 'impossible') AS impossible_deal,
               min(at) AS contacted_at,
               min(at) FILTER (WHERE stage <> 'contacted') AS needs_at,
               min(at) FILTER (WHERE stage IN ('matched', 'viewed', 'offered', 'signed')) AS matched_at,
               min(at) FILTER (WHERE stage IN ('viewed', 'offered', 'signed')) AS viewed_at,
               min(at) FILTER (WHERE stage IN ('offered', 'signed')) AS offered_at,
               min(at) FILTER (WHERE stage = 'signed') AS signed_at,
               min(CASE WHEN handed_over_at IS NOT NULL THEN greatest(handed_over_at, created_at) END) AS handed_over_at
        FROM lead_event GROUP BY lead_id)
),
created AS (
    -- The lead as it stood at the end of the day on which it was created.
    SELECT s.*, to_date(s.created_at) AS created_on, h.channel, h.campaign, h.content, h.agent_id AS consultant
    FROM span s JOIN leads_history h
      ON h.lead_id = s.lead_id AND to_date(s.created_at) >= h.since AND to_date(s.created_at) < h.replaced
),
demand AS (
    -- Demands as known now: a row of the same client and validity replaces the earlier one.
    SELECT lead_id,
           min_by(district, valid_from) FILTER (WHERE own) AS own_district,
           max_by(district, valid_from) FILTER (WHERE valid_from <= created_at) AS earlier_district
    FROM (SELECT /*+ SHUFFLE_HASH(s) */ s.lead_id, s.created_at, d.valid_from, try_element_at(d.districts, 1) AS district,
                 d.valid_from >= s.created_at AND (s.next_created_at IS NULL OR d.valid_from < s.next_created_at) AS own
          FROM demands d JOIN span s ON s.client_id = d.client_id)
    WHERE own OR valid_from <= created_at
    GROUP BY lead_id
)
SELECT c.day, c.as_of, c.lead_id, c.client_id, c.created_at, c.first_response_at,
       c.channel, c.campaign, c.content, c.consultant, a.store_id AS store, k.segment,
       coalesce(d.own_district, d.earlier_district) AS district,
       t.signed_at, coalesce(t.impossible_deal, false) AS signed_before_created,
       t.contacted_at, t.needs_at, t.matched_at, t.viewed_at, t.offered_at, t.stage_signed_at, t.handed_over_at
FROM created c
LEFT JOIN stage t ON t.lead_id = c.lead_id
LEFT JOIN demand d ON d.lead_id = c.lead_id
LEFT JOIN agents_history a
  ON a.agent_id = c.consultant AND c.created_on >= a.since AND c.created_on < a.replaced
LEFT JOIN clients_history k
  ON k.client_id = c.client_id AND c.created_on >= k.since AND c.created_on < k.replaced

-- Attribution (metrics.md): an event of a client belongs to the client's latest lead created at or before it, ties to the
-- greater lead_id; a deal's own lead_id wins, and one that names an unknown lead belongs to none. A stage is never reached
-- before the lead's creation: an answer or a handover noted earlier counts at creation.
WITH span AS (
    SELECT lead_id, client_id, agent_id, created_at, first_response_at, day, as_of,
           lead(created_at) OVER (PARTITION BY client_id ORDER BY created_at, lead_id) AS next_created_at
    FROM leads
),
standing_deal AS (
    SELECT deal_id, lead_id, client_id, signed_at FROM deals WHERE status IS DISTINCT FROM 'cancelled'
),
deal_of_lead AS (
    SELECT s.lead_id, s.created_at, d.deal_id, d.signed_at, d.signed_at < s.created_at AS impossible
    FROM standing_deal d JOIN span s ON s.lead_id = d.lead_id
    UNION ALL
    SELECT s.lead_id, s.created_at, d.deal_id, d.signed_at, false
    FROM standing_deal d JOIN span s
      ON d.lead_id IS NULL AND s.client_id = d.client_id AND d.signed_at >= s.created_at
     AND (s.next_created_at IS NULL OR d.signed_at < s.next_created_at)
),
client_event AS (
    SELECT client_id, contacted_at AS at, 'contacted' AS stage FROM contacts
    UNION ALL SELECT client_id, valid_from, 'needs' FROM demands
    UNION ALL SELECT client_id, recommended_at, 'matched' FROM recommendations
    UNION ALL SELECT client_id, coalesce(started_at, scheduled_at), 'viewed' FROM viewings
              WHERE status = 'done' AND coalesce(started_at, scheduled_at) < as_of
    UNION ALL SELECT client_id, offered_at, 'offered' FROM offers
),
stage_event AS (
    SELECT s.lead_id, e.at, e.stage
    FROM client_event e JOIN span s
      ON s.client_id = e.client_id AND e.at >= s.created_at
     AND (s.next_created_at IS NULL OR e.at < s.next_created_at)
    UNION ALL
    SELECT lead_id, greatest(first_response_at, created_at), 'contacted' FROM span WHERE first_response_at IS NOT NULL
    UNION ALL
    SELECT lead_id, signed_at, 'signed' FROM deal_of_lead WHERE NOT impossible
    UNION ALL
    SELECT d.lead_id, greatest(m.done_at, d.created_at), 'handed_over'
    FROM deal_of_lead d JOIN deal_milestones m ON m.deal_id = d.deal_id AND m.milestone = 'handover'
    WHERE NOT d.impossible AND m.done_at IS NOT NULL
),
stage AS (
    SELECT lead_id,
           min(at) FILTER (WHERE stage = 'signed') AS signed_at,
           min(at) AS contacted_at,
           min(at) FILTER (WHERE stage <> 'contacted') AS needs_at,
           min(at) FILTER (WHERE stage IN ('matched', 'viewed', 'offered', 'signed', 'handed_over')) AS matched_at,
           min(at) FILTER (WHERE stage IN ('viewed', 'offered', 'signed', 'handed_over')) AS viewed_at,
           min(at) FILTER (WHERE stage IN ('offered', 'signed', 'handed_over')) AS offered_at,
           min(at) FILTER (WHERE stage IN ('signed', 'handed_over')) AS stage_signed_at,
           min(at) FILTER (WHERE stage = 'handed_over') AS handed_over_at
    FROM stage_event GROUP BY lead_id
),
impossible AS (
    SELECT DISTINCT lead_id FROM deal_of_lead WHERE impossible
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
    FROM (SELECT s.lead_id, s.created_at, d.valid_from, try_element_at(d.districts, 1) AS district,
                 d.valid_from >= s.created_at AND (s.next_created_at IS NULL OR d.valid_from < s.next_created_at) AS own
          FROM demands d JOIN span s ON s.client_id = d.client_id)
    WHERE own OR valid_from <= created_at
    GROUP BY lead_id
)
SELECT c.day, c.as_of, c.lead_id, c.client_id, c.created_at, c.first_response_at,
       c.channel, c.campaign, c.content, c.consultant, a.store_id AS store, k.segment,
       coalesce(d.own_district, d.earlier_district) AS district,
       t.signed_at, i.lead_id IS NOT NULL AS signed_before_created,
       t.contacted_at, t.needs_at, t.matched_at, t.viewed_at, t.offered_at, t.stage_signed_at, t.handed_over_at
FROM created c
LEFT JOIN stage t ON t.lead_id = c.lead_id
LEFT JOIN impossible i ON i.lead_id = c.lead_id
LEFT JOIN demand d ON d.lead_id = c.lead_id
LEFT JOIN agents_history a
  ON a.agent_id = c.consultant AND c.created_on >= a.since AND c.created_on < a.replaced
LEFT JOIN clients_history k
  ON k.client_id = c.client_id AND c.created_on >= k.since AND c.created_on < k.replaced

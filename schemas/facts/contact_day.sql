-- Contacts of a consultant with a client on one day.
SELECT client_id, agent_id, to_date(contacted_at) AS contact_date,
       greatest(arrived, to_date(contacted_at)) AS known_day,
       count(*) AS contacts,
       max(contacted_at) AS last_at
FROM contacts
GROUP BY client_id, agent_id, to_date(contacted_at), greatest(arrived, to_date(contacted_at))

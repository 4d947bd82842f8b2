-- Values changed without a note that are worth an alert, in the order of their ranks. Takes $limit.
select
    edit_id,
    article_url,
    outlet,
    subject,
    metric,
    old_value,
    new_value,
    old_sentence,
    new_sentence,
    explanation,
    copies
from silent_edits
where alert
order by rank
limit $limit;

select e.entry_key, e.words_sha256, e.outcome, a.text_sha256, a.published
from private.read_entries as e
semi join staged_ids as s on s.entry_key = e.entry_key
left join core.articles as a on a.article_id = e.outcome
order by e.entry_key;

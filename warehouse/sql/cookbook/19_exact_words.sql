-- Question: Where do the articles say it, and in which words?
-- Reading: Spans count characters from 0, SQL from 1.
select a.outlet, c.value_text, c.start_char, a.text[c.start_char + 1 : c.end_char] as words, c.sentence
from claims as c
join articles as a using (article_id)
where c.sentence ilike '%revenue%' and c.subject = 'Kestrel Motors' and c.metric = 'revenue'
order by a.outlet
limit 20;

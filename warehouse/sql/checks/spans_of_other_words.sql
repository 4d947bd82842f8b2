-- The span of a quantity covers the printed value, and the sentence of a claim stands in the text.
select
    c.claim_id,
    c.value_text,
    substring(a.text, c.start_char + 1, c.end_char - c.start_char) as covered
from core.claims as c
join core.articles as a on a.article_id = c.article_id
where c.start_char is not null
    and not c.is_ready_made
    and (
        (
            c.kind = 'quantity'
            and c.value_text is not null
            and substring(a.text, c.start_char + 1, c.end_char - c.start_char) <> c.value_text
        )
        or not contains(a.text, c.sentence)
    )
order by c.claim_id;

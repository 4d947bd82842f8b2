-- Written forms with what judging needs beside them. Takes $block_key, $form_ids.
select
    f.*,
    max(c.confidence) as sureness,
    case when count(distinct c.article_id) = 1 then any_value(c.article_id) end as only_article,
    list(
        distinct coalesce(
            nullif(c.value_text, ''), nullif(c.object, ''), case when c.kind = 'quote' then c.sentence end, ''
        )
    ) as spellings,
    list(distinct c.claim_id) filter (
        where c.claim_id in (select claim_a from core.judgements union all select claim_b from core.judgements)
    ) as named
from core.forms as f
join core.claim_forms as cf on cf.form_id = f.form_id and cf.block_key = f.block_key
join core.claims as c on c.claim_id = cf.claim_id
where f.block_key = $block_key and list_contains($form_ids, f.form_id)
group by all
order by f.form_id;

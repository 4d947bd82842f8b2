-- Articles that are not traced as they are now ('text': new, or with another text, outlet, date, author or other credits),
-- or no longer to be traced ('gone'). An article without a text (ready-made claims know none) has no copies, and gives no
-- credits. It matters as what others credit, if any do, and where its outlet or author names an agency.
create or replace temp table untraced as
with credited as (
    select article_id, bit_xor(('0x' || substr(credit_id, 5))::ubigint) as digest
    from core.credits
    group by article_id
),
present as (
    select
        a.article_id,
        a.url,
        a.outlet,
        a.author,
        a.published,
        a.text_sha256,
        coalesce(c.digest, 0) as digest
    from core.articles as a
    left join credited as c on c.article_id = a.article_id
    where a.text <> ''
        or a.author is not null
        or contains(a.outlet, '(')
        or exists (select 1 from core.credits)
),
traced as (
    select article_id, url, outlet, author, published, text_sha256, credits_digest, true as is_sketched
    from private.sketches
    union all by name
    select o.article_id, false as is_sketched
    from (select article_id from core.article_origins union select article_id from core.lineage_edges) as o
    anti join private.sketches as s on s.article_id = o.article_id
)
select
    coalesce(p.article_id, t.article_id) as article_id,
    ('0x' || substr(coalesce(p.article_id, t.article_id), 5))::ubigint as article_key,
    coalesce(p.digest, 0)::ubigint as digest,
    case when p.article_id is null then 'gone' else 'text' end as what,
    coalesce(nullif(p.published, ''), '9999') as told_at
from present as p
full join traced as t on t.article_id = p.article_id
where p.article_id is null
    or t.is_sketched is distinct from true
    or t.text_sha256 <> p.text_sha256
    or t.url <> p.url
    or t.outlet is distinct from p.outlet
    or t.published is distinct from p.published
    or t.author is distinct from p.author
    or t.credits_digest <> p.digest;

create or replace temp table disturbed_keys as
select article_key from taken;

-- Both ends of a pair that shared text and is no more may have another source now.
insert into disturbed_keys
select unnest([p.earlier, p.later])
from private.text_pairs as p
where p.kind is not null
    and (
        p.earlier in (select article_key from taken)
        or p.later in (select article_key from taken)
    );

create or replace temp table torn_families as
select distinct s.family
from private.sketches as s
semi join disturbed_keys as d on d.article_key = s.article_key;

delete from private.text_pairs
where earlier in (select article_key from taken)
    or later in (select article_key from taken);

delete from private.fingerprints as f
where exists (from taken as t where t.article_key = f.article_key);

create or replace temp table kept_families as
select s.article_key, s.family
from private.sketches as s
semi join taken as t on t.article_key = s.article_key;

delete from private.sketches as s
where exists (from taken as t where t.article_key = s.article_key);

insert into private.sketches
select
    k.article_key,
    k.article_id,
    k.url,
    k.outlet,
    k.author,
    k.published,
    k.text_sha256,
    t.digest,
    k.size,
    k.sentences,
    k.telling,
    k.figures,
    k.page,
    k.own,
    k.credited,
    k.linked,
    coalesce(f.family, k.article_key)
from staged_sketches as k
join taken as t on t.article_key = k.article_key
left join kept_families as f on f.article_key = k.article_key
order by k.article_id;

insert into private.fingerprints
select article_key, part, codes
from staged_fingerprints
order by part, article_key;

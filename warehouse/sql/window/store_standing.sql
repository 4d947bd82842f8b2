-- The boilerplate of outlets as it is now; articles that hold what began or ceased to be are taken up too.
create or replace temp table turned as
with before as (
    select b.outlet, b.sentence
    from private.standing_sentences as b
    semi join met_sentences as m on m.outlet = b.outlet and m.sentence = b.sentence
)
(from before except from staged_standing)
union all
(from staged_standing except from before);

delete from private.standing_sentences as b
where exists (from turned as t where t.outlet = b.outlet and t.sentence = b.sentence);

insert into private.standing_sentences (outlet, sentence)
select t.outlet, t.sentence
from turned as t
semi join staged_standing as s on s.outlet = t.outlet and s.sentence = t.sentence
order by t.outlet, t.sentence;

create or replace temp table cut_anew as
select distinct e.article_id, e.article_key
from (select article_id, article_key, outlet, unnest(sentences) as sentence from private.sketches) as e
semi join turned as t on t.outlet = e.outlet and t.sentence = e.sentence
anti join former as f on f.article_key = e.article_key;

delete from taken where article_key in (select article_key from cut_anew);

insert into taken
select c.article_id, c.article_key, coalesce(u.digest, s.credits_digest), 'text'
from cut_anew as c
join private.sketches as s on s.article_key = c.article_key
left join untraced as u on u.article_key = c.article_key;

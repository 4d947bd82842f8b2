-- The earliest articles of its outlet that have each sentence which enough have, in order of publication.
create or replace temp table sentence_holders as
with held as (
    select s.article_id, s.outlet, s.published, s.sentences
    from private.sketches as s
    anti join former as f on f.article_key = s.article_key
    where s.outlet <> ''
    union all
    select article_id, outlet, published, sentences
    from staged_sentences
    where outlet <> ''
),
each as (
    select distinct article_id, outlet, published, unnest(sentences) as sentence
    from held
),
ranked as (
    select
        e.*,
        count(*) over (partition by e.outlet, e.sentence) as holders,
        row_number() over (
            partition by e.outlet, e.sentence
            order by coalesce(nullif(e.published, ''), '9999'), e.article_id
        ) as rank
    from each as e
    semi join met_sentences as m on m.outlet = e.outlet and m.sentence = e.sentence
)
select outlet, sentence, article_id, rank
from ranked
where holders >= $least and rank <= $most;

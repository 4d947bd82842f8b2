with stored as (
    select e.article_id, e.origin_article_id, e.origin_name, e.kind, e.direction, e.confidence, e.evidence
    from core.lineage_edges as e
    semi join concerned as c on c.article_id = e.article_id
)
(
    select article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
    from staged_edges
    except
    from stored
)
union all
(
    from stored
    except
    select article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
    from staged_edges
)
limit 1;

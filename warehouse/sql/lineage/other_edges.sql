(
    select article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
    from staged_edges
    except
    select article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
    from core.lineage_edges
)
union all
(
    select article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
    from core.lineage_edges
    except
    select article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
    from staged_edges
)
limit 1;

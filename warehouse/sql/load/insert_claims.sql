insert into core.claims (
    claim_id, external_id, article_id, kind, subject, mention, metric, low, high, unit, unit_noun, modifier, scope,
    period, status, attributed_to, attribution_kind, counterparty, object, value_text, sentence, start_char,
    end_char, confidence, is_ready_made, block_key, run_number
)
select
    s.claim_id, s.external_id, s.article_id, s.kind, s.subject, s.mention, s.metric, s.low, s.high, s.unit,
    s.unit_noun, s.modifier, s.scope, s.period, s.status, s.attributed_to, s.attribution_kind, s.counterparty,
    s.object, s.value_text, s.sentence, s.start_char, s.end_char, s.confidence, s.is_ready_made, s.block_key,
    $run_number
from staged_claims as s
semi join arriving_claims as a on a.claim_id = s.claim_id;

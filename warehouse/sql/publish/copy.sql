-- Every public table, column by column; `private` stays behind. Claims, questions and answers are put in the order in
-- which they are asked for: DuckDB skips row groups by the least and greatest value of a column (of a text by its first
-- 8 bytes).
insert into published.core.articles (
    article_id, url, outlet, title, author, published, text, text_sha256, extractor_version,
    run_number
)
select
    article_id, url, outlet, title, author, published, text, text_sha256, extractor_version,
    run_number
from warehouse.core.articles;

insert into published.core.links (
    article_id, position, url, start_char, end_char
)
select
    article_id, position, url, start_char, end_char
from warehouse.core.links;

insert into published.core.claims (
    claim_id, external_id, article_id, kind, subject, mention, metric, low, high, unit, unit_noun, modifier,
    scope, period, status, attributed_to, attribution_kind, counterparty, object, value_text, sentence,
    start_char, end_char, confidence, is_ready_made, block_key, run_number, article_url, question_id
)
select
    c.claim_id, c.external_id, c.article_id, c.kind, c.subject, c.mention, c.metric, c.low, c.high, c.unit,
    c.unit_noun, c.modifier, c.scope, c.period, c.status, c.attributed_to, c.attribution_kind, c.counterparty,
    c.object, c.value_text, c.sentence, c.start_char, c.end_char, c.confidence, c.is_ready_made, c.block_key,
    c.run_number, a.url, f.question_id
from warehouse.core.claims as c
join warehouse.core.articles as a on a.article_id = c.article_id
left join warehouse.core.claim_forms as cf on cf.claim_id = c.claim_id and cf.block_key = c.block_key
left join warehouse.core.forms as f on f.form_id = cf.form_id and f.block_key = cf.block_key
order by c.subject, c.metric, c.claim_id;

insert into published.core.credits (
    credit_id, article_id, kind, name, start_char, end_char, chain, url, evidence
)
select
    credit_id, article_id, kind, name, start_char, end_char, chain, url, evidence
from warehouse.core.credits;

insert into published.core.issues (
    issue_id, stage, code, location, message, article_id, block_key, run_number
)
select
    issue_id, stage, code, location, message, article_id, block_key, run_number
from warehouse.core.issues;

insert into published.core.forms (
    form_id, block_key, question_id, kind, subject, metric, low, high, unit, modifier, value_text,
    object, scope, period, status, counterparty, provider, told, n_claims
)
select
    form_id, block_key, question_id, kind, subject, metric, low, high, unit, modifier, value_text,
    object, scope, period, status, counterparty, provider, told, n_claims
from warehouse.core.forms;

insert into published.core.claim_forms (
    claim_id, form_id, block_key, is_shown_in_question, is_shown_in_block, witness
)
select
    claim_id, form_id, block_key, is_shown_in_question, is_shown_in_block, witness
from warehouse.core.claim_forms;

insert into published.core.form_relations (
    form_a, form_b, block_key, relation, reason, explanation, confidence, severity, alert, dismissed
)
select
    form_a, form_b, block_key, relation, reason, explanation, confidence, severity, alert, dismissed
from warehouse.core.form_relations;

insert into published.core.questions (
    question_id, block_key, kind, subject, metric, scope, period, text, verdict, n_claims
)
select
    question_id, block_key, kind, subject, metric, scope, period, text, verdict, n_claims
from warehouse.core.questions
order by subject, metric, question_id;

insert into published.core.answers (
    answer_id, question_id, block_key, low, high, unit, object, value_text, n_claims, n_articles,
    n_outlets, n_origins, n_effective, first_seen_at, first_article_id
)
select
    answer_id, question_id, block_key, low, high, unit, object, value_text, n_claims, n_articles,
    n_outlets, n_origins, n_effective, first_seen_at, first_article_id
from warehouse.core.answers
order by question_id, answer_id;

insert into published.core.answer_forms (
    answer_id, form_id, block_key, role
)
select
    answer_id, form_id, block_key, role
from warehouse.core.answer_forms;

insert into published.core.broken_sums (
    sum_id, article_id, rule, claim_ids, told, low, high, unit, gap, working, explanation, confidence, alert
)
select
    sum_id, article_id, rule, claim_ids, told, low, high, unit, gap, working, explanation, confidence, alert
from warehouse.core.broken_sums;

insert into published.core.lineage_edges (
    article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
)
select
    article_id, origin_article_id, origin_name, kind, direction, confidence, evidence
from warehouse.core.lineage_edges;

insert into published.core.article_origins (
    article_id, origin, sources
)
select
    article_id, origin, sources
from warehouse.core.article_origins;

insert into published.core.judgements (
    position, ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at,
    note, ruling_id, finding_id, claim_a, claim_b, reading, answer, assignee, undoes, holds
)
select
    position, ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at,
    note, ruling_id, finding_id, claim_a, claim_b, reading, answer, assignee, undoes, holds
from warehouse.core.judgements;

insert into published.core.runs (
    run_number, status, started_at, finished_at, counts, code_version, lexicon_sha
)
select
    run_number, status, started_at, finished_at, counts, code_version, lexicon_sha
from warehouse.core.runs;

insert into published.core.reference_facts (
    reference_id, block_key, kind, subject, metric, low, high, unit, modifier, value_text, object, scope, period,
    source, url, is_own
)
select
    reference_id, block_key, kind, subject, metric, low, high, unit, modifier, value_text, object, scope, period,
    source, url, is_own
from warehouse.core.reference_facts;

insert into published.core.reference_relations (
    reference_id, form_id, block_key, relation, reason, explanation, confidence, severity, alert, dismissed
)
select
    reference_id, form_id, block_key, relation, reason, explanation, confidence, severity, alert, dismissed
from warehouse.core.reference_relations;

insert into published.core.article_revisions (
    article_id, number, title, published, text, text_sha256, compared_by, notes, run_number
)
select
    article_id, number, title, published, text, text_sha256, compared_by, notes, run_number
from warehouse.core.article_revisions;

insert into published.core.former_claims (
    claim_id, article_id, number, until_number, kind, subject, mention, metric, low, high, unit, modifier, scope,
    period, status, attributed_to, counterparty, object, value_text, sentence, start_char, end_char, confidence
)
select
    claim_id, article_id, number, until_number, kind, subject, mention, metric, low, high, unit, modifier, scope,
    period, status, attributed_to, counterparty, object, value_text, sentence, start_char, end_char, confidence
from warehouse.core.former_claims;

insert into published.core.claim_edits (
    edit_id, article_id, number, old_number, kind, notice, note, claim_kind, subject, metric, unit, old_claim_id,
    old_low, old_high, old_unit, old_object, old_value, old_sentence, new_claim_id, new_low, new_high, new_object,
    new_value, new_sentence, relation, reason, explanation, confidence, alert
)
select
    edit_id, article_id, number, old_number, kind, notice, note, claim_kind, subject, metric, unit, old_claim_id,
    old_low, old_high, old_unit, old_object, old_value, old_sentence, new_claim_id, new_low, new_high, new_object,
    new_value, new_sentence, relation, reason, explanation, confidence, alert
from warehouse.core.claim_edits;

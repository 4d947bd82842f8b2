-- Grain: one row per claim of a revision whose sentence the next revision does not have.
-- Answers: What did this article say before it was changed?
create or replace view former_claims as
select
    f.claim_id,
    f.article_id,
    a.url as article_url,
    f.number,
    f.until_number,
    f.kind,
    f.subject,
    f.mention,
    f.metric,
    f.low::double as low,
    f.high::double as high,
    f.unit,
    f.modifier,
    f.scope,
    f.period,
    f.status,
    f.attributed_to,
    f.counterparty,
    f.object,
    f.value_text,
    f.sentence,
    f.start_char,
    f.end_char,
    f.confidence
from core.former_claims as f
join core.articles as a on a.article_id = f.article_id;

comment on view former_claims is 'Claims that an article made before it was changed. No question, answer or relation counts them.';
comment on column former_claims.claim_id is 'Content hash of article, sentence, printed value and occurrence.';
comment on column former_claims.article_id is 'Article that made the claim.';
comment on column former_claims.article_url is 'URL of that article.';
comment on column former_claims.number is 'Last revision that made it, see article_revisions.';
comment on column former_claims.until_number is 'First revision without its sentence.';
comment on column former_claims.kind is 'quantity, fact or quote.';
comment on column former_claims.subject is 'Canonical name of what the claim is about; of a quote, the speaker.';
comment on column former_claims.mention is 'Subject as printed.';
comment on column former_claims.metric is 'What is measured or stated; other:<noun> when the lexicon has no name for it.';
comment on column former_claims.low is 'Lower printed number in base units.';
comment on column former_claims.high is 'Upper printed number in base units; equal to low unless a range is printed.';
comment on column former_claims.unit is 'Base unit, or ISO currency code.';
comment on column former_claims.modifier is 'How the text hedged: exact, about, over, under, at_least, up_to or range.';
comment on column former_claims.scope is 'What narrows the claim: JSON object of slot and value, keys sorted.';
comment on column former_claims.period is 'ISO period in which the value holds; null when the text does not say.';
comment on column former_claims.status is 'reported, estimated, projected, target, rumoured or denied.';
comment on column former_claims.attributed_to is 'Whom the text credited.';
comment on column former_claims.counterparty is 'Second party of the event.';
comment on column former_claims.object is 'What a fact stated, or the words of a quote.';
comment on column former_claims.value_text is 'Printed value.';
comment on column former_claims.sentence is 'Sentence that carried the claim.';
comment on column former_claims.start_char is 'First code point of the value in the text of that revision.';
comment on column former_claims.end_char is 'Code point after the value.';
comment on column former_claims.confidence is 'How sure extraction is of subject and metric, 0 to 1.';

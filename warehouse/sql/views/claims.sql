-- Grain: one row per claim, at one place in one article.
-- Answers: Who gave which figure for OpenAI's revenue, and in which words?
create or replace view claims as
select
    c.claim_id,
    c.external_id,
    c.article_id,
    c.article_url,
    c.kind,
    c.subject,
    c.mention,
    c.metric,
    c.low::double as low,
    c.high::double as high,
    c.unit,
    c.modifier,
    c.scope,
    c.period,
    c.status,
    c.attributed_to,
    c.counterparty,
    c.object,
    c.value_text,
    c.sentence,
    c.start_char,
    c.end_char,
    c.confidence,
    c.question_id
from core.claims as c;

comment on view claims is 'Claims: quantities, facts and quotations, each at one place in one article.';
comment on column claims.claim_id is 'Content hash of article, sentence, printed value and occurrence.';
comment on column claims.external_id is 'Id that a ready-made claim came with; null for a claim read from a text.';
comment on column claims.article_id is 'Article that makes the claim.';
comment on column claims.article_url is 'URL of that article.';
comment on column claims.kind is 'quantity, fact or quote.';
comment on column claims.subject is 'Canonical name of what the claim is about; of a quote, the speaker.';
comment on column claims.mention is 'Subject as printed.';
comment on column claims.metric is 'What is measured or stated; other:<noun> when the lexicon has no name for it.';
comment on column claims.low is 'Lower printed number in base units; losses and falls are negative, 12 % is 12.';
comment on column claims.high is 'Upper printed number in base units; equal to low unless a range is printed.';
comment on column claims.unit is 'Base unit, or ISO currency code.';
comment on column claims.modifier is 'How the text hedges: exact, about, over, under, at_least, up_to or range.';
comment on column claims.scope is 'What narrows the claim: JSON object of slot and value, keys sorted.';
comment on column claims.period is 'ISO period in which the value holds; null when the text does not say.';
comment on column claims.status is 'reported, estimated, projected, target, rumoured or denied.';
comment on column claims.attributed_to is 'Whom the text credits.';
comment on column claims.counterparty is 'Second party of the event.';
comment on column claims.object is 'What a fact states (name, ISO date, licence word), or the words of a quote.';
comment on column claims.value_text is 'Printed value.';
comment on column claims.sentence is 'Sentence that carries the claim.';
comment on column claims.start_char is 'First code point of the value in articles.text; null without a text.';
comment on column claims.end_char is 'Code point after the value; null without a text.';
comment on column claims.confidence is 'How sure extraction is of subject and metric, 0 to 1.';
comment on column claims.question_id is 'Question the claim answers.';

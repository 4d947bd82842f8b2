-- The texts that changed articles have had, what changed from one to the next, and what is still to be compared.
create table core.article_revisions (
    article_id varchar not null,
    number integer not null,
    title varchar,
    published varchar,
    text varchar,
    text_sha256 varchar not null,
    compared_by varchar not null,
    notes varchar[] not null,
    run_number integer not null
);
comment on table core.article_revisions is 'One row per text that an article with more than one has had; other typography, order or time stamps make no other text.';
comment on column core.article_revisions.article_id is 'Article.';
comment on column core.article_revisions.number is 'Place among the texts of the article, from 1, in the order in which they were first met.';
comment on column core.article_revisions.title is 'Headline that came with this text.';
comment on column core.article_revisions.published is 'ISO date or UTC instant of publication that came with this text; null when undated.';
comment on column core.article_revisions.text is 'The text; null for an old one that is no longer kept.';
comment on column core.article_revisions.text_sha256 is 'SHA-256 of the text in UTF-8 as it was read.';
comment on column core.article_revisions.compared_by is 'Version of extractor and lexicon by which it was compared with the text before; empty for the first.';
comment on column core.article_revisions.notes is 'Notes of the newsroom that are new in this text: corrections, updates.';
comment on column core.article_revisions.run_number is 'Run that met this text first.';

create table core.former_claims (
    claim_id varchar not null,
    article_id varchar not null,
    number integer not null,
    until_number integer not null,
    kind varchar not null,
    subject varchar not null,
    mention varchar,
    metric varchar not null,
    low decimal(38, 6),
    high decimal(38, 6),
    unit varchar,
    modifier varchar not null,
    scope varchar not null,
    period varchar,
    status varchar not null,
    attributed_to varchar,
    counterparty varchar,
    object varchar,
    value_text varchar,
    sentence varchar not null,
    start_char integer,
    end_char integer,
    confidence double not null
);
comment on table core.former_claims is 'One row per claim of a revision whose sentence the next one does not have. No question counts them.';
comment on column core.former_claims.claim_id is 'Content hash of article, sentence, printed value and occurrence.';
comment on column core.former_claims.article_id is 'Article that made the claim.';
comment on column core.former_claims.number is 'Last revision that made it.';
comment on column core.former_claims.until_number is 'First revision without its sentence.';
comment on column core.former_claims.kind is 'quantity, fact or quote.';
comment on column core.former_claims.subject is 'Canonical name of what the claim is about; of a quote, the speaker.';
comment on column core.former_claims.mention is 'Subject as printed.';
comment on column core.former_claims.metric is 'What is measured or stated.';
comment on column core.former_claims.low is 'Lower printed number in base units.';
comment on column core.former_claims.high is 'Upper printed number in base units.';
comment on column core.former_claims.unit is 'Base unit, or ISO currency code.';
comment on column core.former_claims.modifier is 'exact, about, over, under, at_least, up_to or range.';
comment on column core.former_claims.scope is 'JSON object of slot and value, keys sorted.';
comment on column core.former_claims.period is 'ISO period in which the value holds.';
comment on column core.former_claims.status is 'reported, estimated, projected, target, rumoured or denied.';
comment on column core.former_claims.attributed_to is 'Whom the text credited.';
comment on column core.former_claims.counterparty is 'Second party of the event.';
comment on column core.former_claims.object is 'What a fact stated, or the words of a quote.';
comment on column core.former_claims.value_text is 'Printed value.';
comment on column core.former_claims.sentence is 'Sentence that carried the claim.';
comment on column core.former_claims.start_char is 'First code point of the value in the text of the revision.';
comment on column core.former_claims.end_char is 'Code point after the value.';
comment on column core.former_claims.confidence is 'How sure extraction is of subject and metric, 0 to 1.';

create table core.claim_edits (
    edit_id varchar not null,
    article_id varchar not null,
    number integer not null,
    old_number integer not null,
    kind varchar not null,
    notice varchar not null,
    note varchar,
    claim_kind varchar not null,
    subject varchar not null,
    metric varchar not null,
    unit varchar,
    old_claim_id varchar,
    old_low decimal(38, 6),
    old_high decimal(38, 6),
    old_unit varchar,
    old_object varchar,
    old_value varchar,
    old_sentence varchar,
    new_claim_id varchar,
    new_low decimal(38, 6),
    new_high decimal(38, 6),
    new_object varchar,
    new_value varchar,
    new_sentence varchar,
    relation varchar,
    reason varchar not null,
    explanation varchar not null,
    confidence double not null,
    alert boolean not null
);
comment on table core.claim_edits is 'One row per claim that was changed, taken out or put in between two revisions of its article.';
comment on column core.claim_edits.edit_id is 'Content hash of article, both texts and both claims.';
comment on column core.claim_edits.article_id is 'Article.';
comment on column core.claim_edits.number is 'Revision that has the edit.';
comment on column core.claim_edits.old_number is 'Revision before, with which it was compared.';
comment on column core.claim_edits.kind is 'value_changed, refined, retold, removed or added.';
comment on column core.claim_edits.notice is 'How readers are told: silent, named, general or rolling.';
comment on column core.claim_edits.note is 'Note of the newsroom that tells of it; null when silent.';
comment on column core.claim_edits.claim_kind is 'quantity, fact or quote.';
comment on column core.claim_edits.subject is 'Canonical subject, of the new claim where there is one.';
comment on column core.claim_edits.metric is 'What is measured or stated.';
comment on column core.claim_edits.unit is 'Base unit of the new value, or ISO currency code.';
comment on column core.claim_edits.old_claim_id is 'Claim of the revision before; null for what was put in.';
comment on column core.claim_edits.old_low is 'Its lower number in base units.';
comment on column core.claim_edits.old_high is 'Its upper number in base units.';
comment on column core.claim_edits.old_unit is 'Its base unit, or ISO currency code.';
comment on column core.claim_edits.old_object is 'What it stated, or the words of a quote.';
comment on column core.claim_edits.old_value is 'Its printed value.';
comment on column core.claim_edits.old_sentence is 'Its sentence.';
comment on column core.claim_edits.new_claim_id is 'Claim of the revision; null for what was taken out.';
comment on column core.claim_edits.new_low is 'Its lower number in base units.';
comment on column core.claim_edits.new_high is 'Its upper number in base units.';
comment on column core.claim_edits.new_object is 'What it states, or the words of a quote.';
comment on column core.claim_edits.new_value is 'Its printed value.';
comment on column core.claim_edits.new_sentence is 'Its sentence.';
comment on column core.claim_edits.relation is 'How the two values stand: contradict, update or agree; null without two values.';
comment on column core.claim_edits.reason is 'Code of the closed list in docs/reasons.md; empty without two values.';
comment on column core.claim_edits.explanation is 'One sentence for a person.';
comment on column core.claim_edits.confidence is 'How sure it is, 0 to 1.';
comment on column core.claim_edits.alert is 'Whether it is a silent change of a value that is sure enough for an alert.';

create table private.replaced_texts (
    article_id varchar not null,
    position integer not null,
    title varchar,
    published varchar,
    text varchar not null,
    text_sha256 varchar not null,
    run_number integer not null
);
comment on table private.replaced_texts is 'One row per text that another took the place of and that was not compared with it yet.';
comment on column private.replaced_texts.article_id is 'Article.';
comment on column private.replaced_texts.position is 'Place among the waiting texts of the article, from 0.';
comment on column private.replaced_texts.title is 'Headline.';
comment on column private.replaced_texts.published is 'ISO date or UTC instant of publication.';
comment on column private.replaced_texts.text is 'The text.';
comment on column private.replaced_texts.text_sha256 is 'SHA-256 of the text in UTF-8 as it was read.';
comment on column private.replaced_texts.run_number is 'Run that met it first.';

create table private.unrevised_articles (
    article_id varchar not null
);
comment on table private.unrevised_articles is 'One row per article whose texts are to be compared: one was replaced, or another version reads them.';
comment on column private.unrevised_articles.article_id is 'Article.';

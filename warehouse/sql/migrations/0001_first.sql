-- The first schema. `core` is published, `private` stays in the working file.
-- No keys or indexes: ids are content hashes, loading is an anti-join on them, and DuckDB's replay of deletes
-- and inserts under a key is where its bugs are. sql/checks/ says what keys would.
create schema core;
create schema private;

create table core.schema_migrations (
    version integer not null,
    name varchar not null
);
comment on table core.schema_migrations is 'One row per migration that has been applied to this file.';
comment on column core.schema_migrations.version is 'Number of the migration, rising from 1.';
comment on column core.schema_migrations.name is 'Name of its file, without the ending.';

create table core.publication (
    stamp varchar not null
);
comment on table core.publication is 'One row in a published file, none in the working file: what the publication was made from.';
comment on column core.publication.stamp is 'Digest of the contents and of the views; equal stamps mean equal publications.';

create table core.articles (
    article_id varchar not null,
    url varchar not null,
    outlet varchar,
    title varchar,
    author varchar,
    published varchar,
    text varchar not null,
    text_sha256 varchar not null,
    extractor_version varchar not null,
    run_number integer not null
);
comment on table core.articles is 'One row per article: its cleaned text with identity. An article whose text changed is replaced.';
comment on column core.articles.article_id is 'Content hash of the canonical URL, or of file: and the path.';
comment on column core.articles.url is 'Canonical URL, or file: and the path relative to its source.';
comment on column core.articles.outlet is 'Publisher, as the lexicon names it; null when unknown.';
comment on column core.articles.title is 'Headline.';
comment on column core.articles.author is 'Byline as printed.';
comment on column core.articles.published is 'ISO date or UTC instant of publication; null when undated.';
comment on column core.articles.text is 'Cleaned text that all spans point into; empty when only ready-made claims are known. NUL and lone surrogates are stored as U+FFFD.';
comment on column core.articles.text_sha256 is 'SHA-256 of the text in UTF-8 as it was read.';
comment on column core.articles.extractor_version is 'Version of extractor and lexicon that last read the text.';
comment on column core.articles.run_number is 'Run that stored this text.';

create table core.links (
    article_id varchar not null,
    position integer not null,
    url varchar not null,
    start_char integer not null,
    end_char integer not null
);
comment on table core.links is 'One row per hyperlink of an article.';
comment on column core.links.article_id is 'Article that carries the link.';
comment on column core.links.position is 'Place among the links of the article, from 0.';
comment on column core.links.url is 'Absolute URL it points to.';
comment on column core.links.start_char is 'First code point of the anchor words in the text.';
comment on column core.links.end_char is 'Code point after the anchor words.';

create table core.claims (
    claim_id varchar not null,
    external_id varchar,
    article_id varchar not null,
    kind varchar not null,
    subject varchar not null,
    mention varchar,
    metric varchar not null,
    low decimal(38, 6),
    high decimal(38, 6),
    unit varchar,
    unit_noun varchar,
    modifier varchar not null,
    scope varchar not null,
    period varchar,
    status varchar not null,
    attributed_to varchar,
    attribution_kind varchar,
    counterparty varchar,
    object varchar,
    value_text varchar,
    sentence varchar not null,
    start_char integer,
    end_char integer,
    confidence double not null,
    is_ready_made boolean not null,
    block_key varchar not null,
    run_number integer not null
);
comment on table core.claims is 'One row per claim: one assertable proposition at one place in one article.';
comment on column core.claims.claim_id is 'Content hash of article, sentence, printed value and occurrence.';
comment on column core.claims.external_id is 'Id that a ready-made claim came with.';
comment on column core.claims.article_id is 'Article that makes the claim.';
comment on column core.claims.kind is 'quantity, fact or quote.';
comment on column core.claims.subject is 'Canonical name of what the claim is about; of a quote, the speaker.';
comment on column core.claims.mention is 'Subject as printed.';
comment on column core.claims.metric is 'What is measured or stated; other:<noun> when the lexicon has no name for it.';
comment on column core.claims.low is 'Lower printed number in base units.';
comment on column core.claims.high is 'Upper printed number in base units; equal to low unless a range is printed.';
comment on column core.claims.unit is 'Base unit, or ISO currency code.';
comment on column core.claims.unit_noun is 'Noun that is counted, when the unit is count.';
comment on column core.claims.modifier is 'exact, about, over, under, at_least, up_to or range.';
comment on column core.claims.scope is 'What narrows the claim: JSON object of slot and value, keys sorted.';
comment on column core.claims.period is 'ISO period in which the value holds; null when the text does not say.';
comment on column core.claims.status is 'reported, estimated, projected, target, rumoured or denied.';
comment on column core.claims.attributed_to is 'Whom the text credits.';
comment on column core.claims.attribution_kind is 'outlet, document, person, company, anonymous, wire or link.';
comment on column core.claims.counterparty is 'Second party of the event.';
comment on column core.claims.object is 'What a fact states (name, ISO date, licence word), or the words of a quote.';
comment on column core.claims.value_text is 'Printed value.';
comment on column core.claims.sentence is 'Sentence that carries the claim.';
comment on column core.claims.start_char is 'First code point of the value in the text of the article; null without a text.';
comment on column core.claims.end_char is 'Code point after the value; null without a text.';
comment on column core.claims.confidence is 'How sure extraction is of subject and metric, 0 to 1.';
comment on column core.claims.is_ready_made is 'Whether the claim was given, not read out of a text.';
comment on column core.claims.block_key is 'Block in which the claim is compared: its subject and metric.';
comment on column core.claims.run_number is 'Run that stored the claim.';

create table core.credits (
    credit_id varchar not null,
    article_id varchar not null,
    kind varchar not null,
    name varchar not null,
    start_char integer not null,
    end_char integer not null,
    chain varchar not null,
    url varchar,
    evidence varchar not null
);
comment on table core.credits is 'One row per credit of a whole article: this article credits that source.';
comment on column core.credits.credit_id is 'Content hash of the credit.';
comment on column core.credits.article_id is 'Article that gives the credit.';
comment on column core.credits.kind is 'outlet, document, person, company, anonymous, wire or link.';
comment on column core.credits.name is 'Credited source.';
comment on column core.credits.start_char is 'First code point of the crediting words.';
comment on column core.credits.end_char is 'Code point after the crediting words.';
comment on column core.credits.chain is 'JSON list of further credits behind it, nearest first.';
comment on column core.credits.url is 'Target, when the credit is a hyperlink.';
comment on column core.credits.evidence is 'Crediting words as printed.';

create table core.issues (
    issue_id varchar not null,
    stage varchar not null,
    code varchar not null,
    location varchar not null,
    message varchar not null,
    article_id varchar,
    block_key varchar,
    run_number integer not null
);
comment on table core.issues is 'One row per thing that could not be read, parsed, dated, compared or shown in full.';
comment on column core.issues.issue_id is 'Content hash of the issue.';
comment on column core.issues.stage is 'Step of the run: read, parse, extract, trace or check.';
comment on column core.issues.code is 'Short word of the closed list in docs/issues.md.';
comment on column core.issues.location is 'File, URL, line, article or block it concerns.';
comment on column core.issues.message is 'One sentence a person can act on.';
comment on column core.issues.article_id is 'Article it concerns, when there is one.';
comment on column core.issues.block_key is 'Block it concerns, for issues of checking; they are replaced with the block.';
comment on column core.issues.run_number is 'Run that met the issue first.';

create table core.forms (
    form_id varchar not null,
    block_key varchar not null,
    question_id varchar,
    kind varchar not null,
    subject varchar not null,
    metric varchar not null,
    low decimal(38, 6),
    high decimal(38, 6),
    unit varchar,
    modifier varchar not null,
    value_text varchar,
    object varchar,
    scope varchar not null,
    period varchar,
    status varchar not null,
    counterparty varchar,
    provider varchar,
    told varchar,
    n_claims bigint not null
);
comment on table core.forms is 'One row per written form: one distinct thing that claims say, stripped of where it stands.';
comment on column core.forms.form_id is 'Content hash of the form.';
comment on column core.forms.block_key is 'Block the form belongs to.';
comment on column core.forms.question_id is 'Question the form answers.';
comment on column core.forms.kind is 'quantity, fact or quote.';
comment on column core.forms.subject is 'Canonical subject.';
comment on column core.forms.metric is 'What is measured or stated.';
comment on column core.forms.low is 'Lower printed number in base units.';
comment on column core.forms.high is 'Upper printed number in base units.';
comment on column core.forms.unit is 'Base unit, or ISO currency code.';
comment on column core.forms.modifier is 'exact, about, over, under, at_least, up_to or range.';
comment on column core.forms.value_text is 'Printed value, typography normalised.';
comment on column core.forms.object is 'What a fact states, or the words of a quote.';
comment on column core.forms.scope is 'JSON object of slot and value, keys sorted.';
comment on column core.forms.period is 'ISO period.';
comment on column core.forms.status is 'reported, estimated, projected, target, rumoured or denied.';
comment on column core.forms.counterparty is 'Second party of the event.';
comment on column core.forms.provider is 'Named provider of a consensus figure.';
comment on column core.forms.told is 'Day of the earliest article that says it, where a rule of time needs it.';
comment on column core.forms.n_claims is 'Number of claims that say it.';

create table core.claim_forms (
    claim_id varchar not null,
    form_id varchar not null,
    block_key varchar not null,
    is_shown_in_question boolean not null,
    is_shown_in_block boolean not null,
    witness integer
);
comment on table core.claim_forms is 'One row per claim: the form it takes, and whether it may stand for it where not all claims are shown.';
comment on column core.claim_forms.claim_id is 'Claim.';
comment on column core.claim_forms.form_id is 'Form it takes.';
comment on column core.claim_forms.block_key is 'Block of both.';
comment on column core.claim_forms.is_shown_in_question is 'Whether claim_relations shows it against claims of its own question.';
comment on column core.claim_forms.is_shown_in_block is 'Whether claim_relations shows it against claims of other questions.';
comment on column core.claim_forms.witness is '1 for the earliest claim of the form, 2 for the earliest of another origin, null for all others.';

create table core.form_relations (
    form_a varchar not null,
    form_b varchar not null,
    block_key varchar not null,
    relation varchar not null,
    reason varchar not null,
    explanation varchar not null,
    confidence double not null,
    severity double not null,
    alert boolean not null,
    dismissed boolean not null
);
comment on table core.form_relations is 'One row per judged pair of forms.';
comment on column core.form_relations.form_a is 'Lesser form id.';
comment on column core.form_relations.form_b is 'Greater form id.';
comment on column core.form_relations.block_key is 'Block of both.';
comment on column core.form_relations.relation is 'agree, contradict, update or different.';
comment on column core.form_relations.reason is 'Code of the closed list in docs/reasons.md.';
comment on column core.form_relations.explanation is 'One sentence for a person.';
comment on column core.form_relations.confidence is 'How sure checking is, 0 to 1.';
comment on column core.form_relations.severity is 'What an editor sees first; 0 when not a contradiction.';
comment on column core.form_relations.alert is 'Whether the severity is above the threshold for alerts.';
comment on column core.form_relations.dismissed is 'Whether a person has ruled that this is nothing to look at.';

create table core.questions (
    question_id varchar not null,
    block_key varchar not null,
    kind varchar not null,
    subject varchar not null,
    metric varchar not null,
    scope varchar not null,
    period varchar,
    text varchar not null,
    verdict varchar not null,
    n_claims bigint not null
);
comment on table core.questions is 'One row per question: a subject, metric, scope and period that claims speak about.';
comment on column core.questions.question_id is 'Content hash of the question.';
comment on column core.questions.block_key is 'Block the question belongs to.';
comment on column core.questions.kind is 'quantity, fact or quote.';
comment on column core.questions.subject is 'Canonical subject.';
comment on column core.questions.metric is 'What is measured or stated.';
comment on column core.questions.scope is 'JSON object of slot and value, keys sorted.';
comment on column core.questions.period is 'ISO period; null when it is open.';
comment on column core.questions.text is 'The question in words.';
comment on column core.questions.verdict is 'settled, single_origin or disputed.';
comment on column core.questions.n_claims is 'Number of claims that answer it.';

create table core.answers (
    answer_id varchar not null,
    question_id varchar not null,
    block_key varchar not null,
    low decimal(38, 6),
    high decimal(38, 6),
    unit varchar,
    object varchar,
    value_text varchar,
    n_claims bigint not null,
    n_articles bigint not null,
    n_origins bigint not null,
    first_seen_at varchar,
    first_article_id varchar not null
);
comment on table core.answers is 'One row per answer: one value given to a question.';
comment on column core.answers.answer_id is 'Content hash of the answer.';
comment on column core.answers.question_id is 'Question it answers.';
comment on column core.answers.block_key is 'Block it belongs to.';
comment on column core.answers.low is 'Lower number in base units.';
comment on column core.answers.high is 'Upper number in base units.';
comment on column core.answers.unit is 'Base unit, or ISO currency code.';
comment on column core.answers.object is 'What a fact states, or the words of a quote.';
comment on column core.answers.value_text is 'Value as its most precise form prints it.';
comment on column core.answers.n_claims is 'Number of claims that state it.';
comment on column core.answers.n_articles is 'Number of articles that state it.';
comment on column core.answers.n_origins is 'Number of independent origins: copies and shared credits count once.';
comment on column core.answers.first_seen_at is 'Earliest publication of a claim that states it.';
comment on column core.answers.first_article_id is 'Article of that claim.';

create table core.answer_forms (
    answer_id varchar not null,
    form_id varchar not null,
    block_key varchar not null,
    role varchar not null
);
comment on table core.answer_forms is 'One row per form and answer that it states or allows.';
comment on column core.answer_forms.answer_id is 'Answer.';
comment on column core.answer_forms.form_id is 'Form.';
comment on column core.answer_forms.block_key is 'Block of both.';
comment on column core.answer_forms.role is 'states: the form gives this value; allows: it is coarse or hedged and admits it.';

create table core.lineage_edges (
    article_id varchar not null,
    origin_article_id varchar,
    origin_name varchar,
    kind varchar not null,
    direction varchar not null,
    confidence double not null,
    evidence varchar not null
);
comment on table core.lineage_edges is 'One row per edge: this article derives from that one, or from a named source.';
comment on column core.lineage_edges.article_id is 'Article that derives.';
comment on column core.lineage_edges.origin_article_id is 'Article it derives from; null when that is not held.';
comment on column core.lineage_edges.origin_name is 'Name of the source.';
comment on column core.lineage_edges.kind is 'syndicated, rewrite, quotes_from or cites.';
comment on column core.lineage_edges.direction is 'known, or unknown when either may have come first.';
comment on column core.lineage_edges.confidence is 'How sure tracing is, 0 to 1.';
comment on column core.lineage_edges.evidence is 'Shared words, or the credit as printed.';

create table core.article_origins (
    article_id varchar not null,
    origin varchar not null
);
comment on table core.article_origins is 'One row per article that belongs to a copy component; an article without a row is its own origin.';
comment on column core.article_origins.article_id is 'Article.';
comment on column core.article_origins.origin is 'Article id of the earliest telling in its component.';

create table core.judgements (
    position integer not null,
    ruling varchar not null,
    left_form varchar not null,
    right_form varchar not null,
    subject varchar not null,
    metric varchar not null,
    scope varchar not null,
    period varchar not null,
    ruled_by varchar not null,
    ruled_at varchar not null,
    note varchar not null
);
comment on table core.judgements is 'One row per ruling of a person, as in the judgements file.';
comment on column core.judgements.position is 'Line of the ruling, from 0.';
comment on column core.judgements.ruling is 'dismissed, confirmed, wrong_match, same_subject or not_same_subject.';
comment on column core.judgements.left_form is 'One written form; for rulings on identity, one subject name.';
comment on column core.judgements.right_form is 'The other written form, or subject name.';
comment on column core.judgements.subject is 'Subject of the pair; empty for rulings on identity.';
comment on column core.judgements.metric is 'Metric of the pair.';
comment on column core.judgements.scope is 'Scope of the pair.';
comment on column core.judgements.period is 'Period of the pair.';
comment on column core.judgements.ruled_by is 'Who ruled.';
comment on column core.judgements.ruled_at is 'When, as written in the file.';
comment on column core.judgements.note is 'Why.';

create table core.runs (
    run_number integer not null,
    status varchar not null,
    started_at timestamp not null,
    finished_at timestamp,
    counts varchar not null,
    code_version varchar not null,
    lexicon_sha varchar not null
);
comment on table core.runs is 'One row per run.';
comment on column core.runs.run_number is 'Number of the run, rising from 1.';
comment on column core.runs.status is 'running, done, failed, or interrupted when a later run found it unfinished.';
comment on column core.runs.started_at is 'Start, UTC.';
comment on column core.runs.finished_at is 'End, UTC.';
comment on column core.runs.counts is 'JSON object of what the run counted, keys sorted.';
comment on column core.runs.code_version is 'Version of the program.';
comment on column core.runs.lexicon_sha is 'Digest of the lexicon it read with.';

create table private.ledger (
    stage varchar not null,
    batch_key varchar not null,
    run_number integer not null,
    n_articles bigint not null,
    n_claims bigint not null
);
comment on table private.ledger is 'One row per batch that has been loaded.';
comment on column private.ledger.stage is 'Step of the run.';
comment on column private.ledger.batch_key is 'Content hash of the batch.';
comment on column private.ledger.run_number is 'Run that loaded it first.';
comment on column private.ledger.n_articles is 'Articles in the batch.';
comment on column private.ledger.n_claims is 'Claims in the batch.';

create table private.dirty_blocks (
    block_key varchar not null
);
comment on table private.dirty_blocks is 'One row per block whose claims, origins or judgements changed since it was checked.';
comment on column private.dirty_blocks.block_key is 'Block.';

create table private.state (
    name varchar not null,
    value varchar not null
);
comment on table private.state is 'One row per named state of the warehouse.';
comment on column private.state.name is 'Name of the state: digest, rules_version.';
comment on column private.state.value is 'Its value.';

insert into private.state (name, value) values ('digest', ''), ('rules_version', '');

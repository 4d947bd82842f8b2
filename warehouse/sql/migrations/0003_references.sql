-- Facts that analysts look up, and how the written forms stand to them. They are no articles and no witnesses.
create table core.reference_facts (
    reference_id varchar not null,
    block_key varchar not null,
    kind varchar not null,
    subject varchar not null,
    metric varchar not null,
    low decimal(38, 6),
    high decimal(38, 6),
    unit varchar,
    modifier varchar not null,
    value_text varchar not null,
    object varchar,
    scope varchar not null,
    period varchar,
    source varchar not null,
    url varchar not null,
    is_own boolean not null
);
comment on table core.reference_facts is 'One row per reference: what one public source says, as an analyst looked it up.';
comment on column core.reference_facts.reference_id is 'Content hash of the reference.';
comment on column core.reference_facts.block_key is 'Block of the claims it is set against.';
comment on column core.reference_facts.kind is 'quantity or fact.';
comment on column core.reference_facts.subject is 'Canonical subject.';
comment on column core.reference_facts.metric is 'What is measured or stated.';
comment on column core.reference_facts.low is 'Lower number in base units.';
comment on column core.reference_facts.high is 'Upper number in base units.';
comment on column core.reference_facts.unit is 'Base unit, or ISO currency code.';
comment on column core.reference_facts.modifier is 'exact, about, over, under, at_least, up_to or range.';
comment on column core.reference_facts.value_text is 'Value as the file has it.';
comment on column core.reference_facts.object is 'What a fact states: a name, an ISO date or a licence.';
comment on column core.reference_facts.scope is 'JSON object of slot and value, keys sorted.';
comment on column core.reference_facts.period is 'ISO period it holds for; null when it is open.';
comment on column core.reference_facts.source is 'Paper, filing, model card or page that says so.';
comment on column core.reference_facts.url is 'Public address of the source.';
comment on column core.reference_facts.is_own is 'Whether it is of the analyst''s own folder, not shipped.';

create table core.reference_relations (
    reference_id varchar not null,
    form_id varchar not null,
    block_key varchar not null,
    relation varchar not null,
    reason varchar not null,
    explanation varchar not null,
    confidence double not null,
    severity double not null,
    alert boolean not null,
    dismissed boolean not null
);
comment on table core.reference_relations is 'One row per reference and written form that say something of each other.';
comment on column core.reference_relations.reference_id is 'Reference.';
comment on column core.reference_relations.form_id is 'Written form.';
comment on column core.reference_relations.block_key is 'Block of both.';
comment on column core.reference_relations.relation is 'agree, contradict, update or different.';
comment on column core.reference_relations.reason is 'Code of the closed list in docs/reasons.md.';
comment on column core.reference_relations.explanation is 'One sentence for a person.';
comment on column core.reference_relations.confidence is 'How sure checking is, 0 to 1.';
comment on column core.reference_relations.severity is 'What an editor sees first; 0 when not a contradiction.';
comment on column core.reference_relations.alert is 'Whether it is worth an alert.';
comment on column core.reference_relations.dismissed is 'Whether a person has ruled that this is nothing to look at.';

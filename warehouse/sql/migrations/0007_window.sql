-- What tracing keeps of every article, so that a new day is traced against what is held without reading it again.
create table private.sketches (
    article_key ubigint not null,
    article_id varchar not null,
    url varchar not null,
    outlet varchar,
    author varchar,
    published varchar,
    text_sha256 varchar not null,
    credits_digest ubigint not null,
    size integer not null,
    sentences ubigint[] not null,
    telling uinteger[] not null,
    figures uinteger[] not null,
    page ubigint not null,
    own ubigint[] not null,
    credited ubigint[] not null,
    linked ubigint[] not null,
    family ubigint not null
);
comment on table private.sketches is 'One row per article that was traced, as it was traced.';
comment on column private.sketches.article_key is 'The 64 bits of the article id.';
comment on column private.sketches.article_id is 'Article.';
comment on column private.sketches.url is 'Its address.';
comment on column private.sketches.outlet is 'Its outlet.';
comment on column private.sketches.author is 'Its author.';
comment on column private.sketches.published is 'ISO date or UTC instant of its publication.';
comment on column private.sketches.text_sha256 is 'SHA-256 of its text.';
comment on column private.sketches.credits_digest is 'Exclusive or of the ids of its credits.';
comment on column private.sketches.size is 'Words of its prose, boilerplate left out.';
comment on column private.sketches.sentences is 'Hash of each sentence of its prose.';
comment on column private.sketches.telling is 'Hashes of its names and figures, sorted.';
comment on column private.sketches.figures is 'Hashes of its figures, sorted.';
comment on column private.sketches.page is 'Hash of its address as credits are looked up by.';
comment on column private.sketches.own is 'Hashes of the names its outlet goes by.';
comment on column private.sketches.credited is 'Hashes of the names of sources it credits.';
comment on column private.sketches.linked is 'Hashes of the addresses it credits.';
comment on column private.sketches.family is 'Least key of the articles that copies join it with.';

create table private.fingerprints (
    article_key ubigint not null,
    part varchar not null,
    codes ubigint[] not null
);
comment on table private.fingerprints is 'One row per traced article and part of its text that has any.';
comment on column private.fingerprints.article_key is 'Article.';
comment on column private.fingerprints.part is 'prose, boilerplate left out, or quotations.';
comment on column private.fingerprints.codes is 'Fingerprints of the part, 40 bits each, sorted.';

create table private.standing_sentences (
    outlet varchar not null,
    sentence ubigint not null
);
comment on table private.standing_sentences is 'One row per sentence that is boilerplate of an outlet.';
comment on column private.standing_sentences.outlet is 'Outlet.';
comment on column private.standing_sentences.sentence is 'Hash of the sentence.';

create table private.text_pairs (
    part varchar not null,
    earlier ubigint not null,
    later ubigint not null,
    kind varchar,
    of_earlier double,
    of_later double,
    evidence varchar
);
comment on table private.text_pairs is 'One row per two articles whose fingerprints made them worth a comparison of one part.';
comment on column private.text_pairs.part is 'prose or quotations.';
comment on column private.text_pairs.earlier is 'Key of the article that comes first in order of publication.';
comment on column private.text_pairs.later is 'Key of the other.';
comment on column private.text_pairs.kind is 'syndicated, rewrite or quotes_from; null when the comparison found nothing.';
comment on column private.text_pairs.of_earlier is 'Share of the earlier text that stands in the other.';
comment on column private.text_pairs.of_later is 'Share of the later text that stands in the other.';
comment on column private.text_pairs.evidence is 'Shared words.';

insert into private.state (name, value) values ('tracing_version', '');

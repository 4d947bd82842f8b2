-- What was forgotten at somebody's request stays forgotten: nothing of it is kept but a hash.
create table private.forgotten (
    kind varchar not null,
    key varchar not null
);
comment on table private.forgotten is 'One row per article or outlet that is not to be stored again.';
comment on column private.forgotten.kind is 'article or outlet.';
comment on column private.forgotten.key is 'Id of the article, a hash of its address; or SHA-256 of the lower-case name of the outlet.';

insert into private.state (name, value) values ('erasing', '');

delete from private.fetches
where body_sha256 in (select body_sha256 from staged_bodies);

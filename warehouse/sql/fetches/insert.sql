insert into private.fetches (
    run_number, position, source, kind, url, final_url, chain, status, content_type, etag, last_modified,
    fetched_at, body_sha256, n_bytes
)
select
    $run_number,
    s.position + (select coalesce(max(f.position) + 1, 0) from private.fetches as f where f.run_number = $run_number),
    s.source, s.kind, s.url, s.final_url, s.chain, s.status, s.content_type, s.etag, s.last_modified,
    s.fetched_at, s.body_sha256, s.n_bytes
from staged_fetches as s
order by s.position;

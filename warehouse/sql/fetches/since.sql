-- Everything that was read by runs that read anything from that instant on.
select
    f.run_number, f.source, f.kind, f.url, f.final_url, f.chain, f.status, f.content_type, f.etag,
    f.last_modified, f.fetched_at, f.body_sha256, f.n_bytes
from private.fetches as f
where f.run_number in (select r.run_number from private.fetches as r where r.fetched_at >= $since)
order by f.run_number, f.position;

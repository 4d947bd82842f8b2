-- The newest body of each of some addresses.
select
    f.run_number, f.source, f.kind, f.url, f.final_url, f.chain, f.status, f.content_type, f.etag,
    f.last_modified, f.fetched_at, f.body_sha256, f.n_bytes
from private.fetches as f
semi join staged_urls as s on s.url = f.url
where f.kind = 'web'
qualify row_number() over (partition by f.url order by f.run_number desc, f.position desc) = 1
order by f.url;

-- What runs read that did not come to their end: the next run takes it from disk. The newest of each address.
select
    f.run_number, f.source, f.kind, f.url, f.final_url, f.chain, f.status, f.content_type, f.etag,
    f.last_modified, f.fetched_at, f.body_sha256, f.n_bytes
from private.fetches as f
where f.kind = 'web'
    and f.run_number > (select coalesce(max(r.run_number), 0) from core.runs as r where r.status = 'done')
qualify row_number() over (partition by f.url order by f.run_number desc, f.position desc) = 1
order by f.run_number, f.position;

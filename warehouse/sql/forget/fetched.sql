select distinct body_sha256, unnest([url, final_url]) as address from private.fetches order by all;

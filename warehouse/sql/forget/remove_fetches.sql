delete from private.fetches where list_contains($bodies, body_sha256);

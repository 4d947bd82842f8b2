select count(*) from leaving_claims;

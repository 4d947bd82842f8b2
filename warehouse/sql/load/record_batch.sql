insert into private.ledger (stage, batch_key, run_number, n_articles, n_claims)
select $stage, $batch_key, $run_number, $n_articles, $n_claims
where not exists (select 1 from private.ledger where stage = $stage and batch_key = $batch_key);

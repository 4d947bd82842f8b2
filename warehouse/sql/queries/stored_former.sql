-- A claim that an article made before it was changed, where it was made last. Takes $claim_id.
select article_id, number, until_number, value_text, sentence, start_char, end_char
from core.former_claims
where claim_id = $claim_id
order by number desc
limit 1;

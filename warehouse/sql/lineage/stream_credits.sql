select article_id, kind, name, start_char, end_char, chain, url, evidence
from core.credits
order by article_id, start_char, end_char, credit_id;

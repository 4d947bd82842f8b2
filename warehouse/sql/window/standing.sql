select outlet, sentence
from private.standing_sentences
where outlet in (select outlet from staged_outlets)
order by outlet, sentence;

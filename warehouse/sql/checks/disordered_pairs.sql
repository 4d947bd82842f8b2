-- Of a judged pair, the lesser form id comes first.
select form_a, form_b, block_key from core.form_relations where form_a >= form_b order by form_a, form_b;

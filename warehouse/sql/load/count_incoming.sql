select
    count(*) filter (where state = 'new'),
    count(*) filter (where state = 'changed'),
    count(*) filter (where state in ('reread', 'redescribed')),
    count(*) filter (where state = 'unchanged')
from incoming;

select origin, agent, standing, read_at, rules
from private.robots
order by origin;

update core.runs set status = 'interrupted' where status = 'running';

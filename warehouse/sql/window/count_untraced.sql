select count(*) from untraced;

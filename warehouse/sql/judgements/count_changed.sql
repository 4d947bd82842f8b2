select count(*) from changed_judgements;

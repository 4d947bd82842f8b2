delete from private.sketches;

delete from private.fingerprints;

delete from private.standing_sentences;

delete from private.text_pairs;

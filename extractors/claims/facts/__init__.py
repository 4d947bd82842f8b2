"""Facts: licences, roles, founders, investors, dates and states of events, by frames of the fact lexicon."""

"""Tests of reading: files, feeds, pages and the network."""

"""Reading: bytes of files, feeds and pages in, articles out. Only `fetch.py` talks to the network."""

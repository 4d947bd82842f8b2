"""How good and how fast twosource is, measured; see `README.md` in this folder."""

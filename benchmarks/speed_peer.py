"""How fast quantulum3 finds quantities; run by a Python that has it, imports nothing of ours.

python benchmarks/speed_peer.py SECONDS < texts.json     prints one JSON object: kb_per_second, found
"""

from __future__ import annotations

import json
import sys
import time
import warnings


def main() -> None:
    texts = json.load(sys.stdin)
    warnings.simplefilter("ignore")  # it tells of its missing classifier, which is left out on purpose
    from quantulum3 import parser  # noqa: PLC0415

    parser.parse(texts[0])  # loads its units
    begun, size, found = time.process_time(), 0, 0
    while time.process_time() - begun < float(sys.argv[1]):
        for text in texts:
            found += len(parser.parse(text))
            size += len(text.encode())
    print(json.dumps({"kb_per_second": size / 1000 / (time.process_time() - begun), "found": found}))


if __name__ == "__main__":
    main()

"""The ratchet: figures may rise, and only a person with a reason lowers a floor.

`baseline.json` holds the floors of two groups of topics (`tuned`, `held_out`), the SHA-256 of the labelled
set they were measured on, and an epsilon for changes too small to mean anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

BASELINE = Path(__file__).resolve().parent / "baseline.json"
EPSILON = 0.005
_PLACES = 4

Figures = dict[str, dict[str, float]]


class FloorsError(ValueError):
    """Floors that cannot be read, or may not be written; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The floors by group and figure, and the set they were measured on."""

    gold_sha256: str
    epsilon: float
    floors: Figures

    def broken(self, figures: Figures) -> list[str]:
        """Each figure below its floor, or gone, in words; a group that was not measured is passed over."""
        lines = []
        for group in sorted(self.floors.keys() & figures.keys()):
            for name, floor in sorted(self.floors[group].items()):
                value = figures[group].get(name)
                if value is None:
                    lines.append(f"{group}: {name} is not measured any more; its floor is {floor:.4f}")
                elif value < floor - self.epsilon:
                    lines.append(f"{group}: {name} is {value:.4f}, below its floor {floor:.4f}")
        return lines


def load_floors(path: Path = BASELINE) -> Floors | None:
    """The floors of a file; None when there is none yet.

    Raises:
        FloorsError: the file is not of the format.
    """
    if not path.exists():
        return None
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        return Floors(
            gold_sha256=written["gold_sha256"], epsilon=written["epsilon"], floors=written["floors"]
        )
    except (json.JSONDecodeError, KeyError) as error:
        raise FloorsError(f"{path}: not a file of floors: {error!r}") from error


def pin(figures: Figures, gold_sha256: str, *, allow_regression: bool, path: Path = BASELINE) -> list[str]:
    """Write the figures as floors and return what changed, a line a figure.

    A floor that was met within epsilon stays where it is: small falls do not add up.

    Raises:
        FloorsError: a floor would fall (or vanish) and that was not allowed; nothing is written then.
    """
    old = load_floors(path)
    if old and not allow_regression and (fallen := old.broken(figures)):
        raise FloorsError(
            "floors would be lowered: " + "; ".join(fallen) + ". If that is meant, add --allow-regression."
        )
    before = old.floors if old else {}
    floors: Figures = {}
    changes = []
    for group, values in sorted(figures.items()):
        floors[group] = {}
        for name, value in values.items():
            floor = before.get(group, {}).get(name)
            new = round(value, _PLACES)
            if floor is not None and floor - EPSILON <= new < floor and not allow_regression:
                new = floor
            floors[group][name] = new
            if new != floor:
                changes.append(
                    f"{group}: {name} {'is new:' if floor is None else f'{floor:.4f} ->'} {new:.4f}"
                )
    kept = {"gold_sha256": gold_sha256, "epsilon": EPSILON, "floors": floors}
    path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return changes

"""Average the weights of taggers that were trained from the same start.

    python -m training.mean OUT.pt ONE.pt OTHER.pt ...

Taggers that were fine-tuned from one start, in different orders of the same sentences, lie near enough to
each other that their mean is a tagger too, and mostly a better one than each of them (Wortsman et al. 2022,
"Model soups", section 2: the uniform soup).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def mean(paths: list[Path]) -> dict[str, torch.Tensor]:
    """Return the mean of every weight; what is no weight is taken from the first."""
    held = [torch.load(path, weights_only=True) for path in paths]
    return {
        name: torch.stack([one[name] for one in held]).mean(dim=0) if value.is_floating_point() else value
        for name, value in held[0].items()
    }


def main() -> None:
    """Average and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    asked = parser.parse_args()
    torch.save(mean(asked.models), asked.out)
    print(f"the mean of {len(asked.models)} taggers, written to {asked.out}")


if __name__ == "__main__":
    main()

"""Export a trained tagger to ONNX with eight-bit weights, as it is run by detente.

    python -m training.export CHECKPOINT.pt NAME.onnx --labels N [--seen DATA.npz --least 3] [--per-channel]

With ``--seen`` the word embeddings keep only the pieces that stand at least ``--least`` times in the arrays
of ids of these files (``training.speech_data``, ``training.events_data``), and the single characters; every
other piece is read as the kept one whose embedding is nearest. The tokenizer stays the same. The weights
lose one bit (``reduce_range``), without which older processors overflow.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn

from detente.reading.learned.wordpieces import load_tokenizer
from training.encoder import Tagger

_TRAITS = "bert.embeddings.token_type_embeddings."
_OPSET = 17


class Exported(nn.Module):
    """A tagger whose word pieces are looked up through a table, shape (vocabulary,)."""

    def __init__(self, tagger: Tagger, rows: torch.Tensor) -> None:
        super().__init__()
        self.tagger = tagger
        self.register_buffer("rows", rows)

    def forward(self, ids: torch.Tensor, traits: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return scores of shape (windows, pieces, n_labels)."""
        scores: torch.Tensor = self.tagger(self.rows[ids], traits, mask)  # type: ignore[index]
        return scores


def load_tagger(path: Path, n_labels: int) -> Tagger:
    """Load a checkpoint; the vectors of traits that are sums become one table."""
    held = torch.load(path, weights_only=True)
    held = held.get("model", held)
    if f"{_TRAITS}base.weight" in held:
        from training.events import build

        tagger = build(None)
        tagger.load_state_dict(held)
        table = tagger.bert.embeddings.token_type_embeddings.table()
        held = {key: value for key, value in held.items() if not key.startswith(_TRAITS)}
        held[f"{_TRAITS}weight"] = table
    tagger = Tagger(n_labels, attention="eager")
    n_traits, width = held[f"{_TRAITS}weight"].shape
    tagger.bert.embeddings.token_type_embeddings = nn.Embedding(n_traits, width)
    tagger.load_state_dict(held)
    return tagger.eval()


def kept_pieces(seen: Sequence[Path], least: int, tokenizer: Tokenizer) -> NDArray[np.int64]:
    """Return the ids of the pieces to keep, in order."""
    counts: Counter[int] = Counter()
    for path in seen:
        held = np.load(path)
        for name in held.files:
            if name.endswith("unnamed_ids"):
                counts.update(held[name].tolist())
    plain = {i for piece, i in tokenizer.get_vocab().items() if len(piece.removeprefix("##")) == 1}
    special = {i for piece, i in tokenizer.get_vocab().items() if piece.startswith("[") and len(piece) > 1}
    unused = {i for piece, i in tokenizer.get_vocab().items() if piece.startswith("[unused")}
    often = {piece for piece, count in counts.items() if count >= least}
    ascii_ = {i for piece, i in tokenizer.get_vocab().items() if i in plain and piece.isascii()}
    return np.array(sorted(often | ascii_ | (special - unused) | {1}), dtype=np.int64)


def prune(tagger: Tagger, kept: NDArray[np.int64]) -> torch.Tensor:
    """Keep the embeddings of some pieces; return for every piece the row that it is read from."""
    old = tagger.bert.embeddings.word_embeddings.weight.data
    own = old[torch.from_numpy(kept)]
    unit = nn.functional.normalize(own, dim=1)
    rows = torch.cat(
        [(nn.functional.normalize(part, dim=1) @ unit.T).argmax(dim=1) for part in old.split(2000)]
    )
    rows[torch.from_numpy(kept)] = torch.arange(len(kept))
    tagger.bert.embeddings.word_embeddings = nn.Embedding.from_pretrained(own)
    return rows


def export(tagger: Tagger, rows: torch.Tensor, path: Path) -> None:
    """Write the module as ONNX with weights of 32 bits."""
    shape = (2, 9)
    inputs = (
        torch.ones(shape, dtype=torch.long),
        torch.zeros(shape, dtype=torch.long),
        torch.ones(shape, dtype=torch.long),
    )
    names = ["ids", "traits", "mask"]
    with warnings.catch_warnings():
        # It warns that it is the older exporter, whose graphs the quantizer knows; that the mask is found as
        # wide as the window when it is traced, which it always is; and of negative indices: no piece has one.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Exported(tagger, rows),
            inputs,
            str(path),
            input_names=names,
            output_names=["scores"],
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in [*names, "scores"]},
            opset_version=_OPSET,
            dynamo=False,
        )


def main() -> None:
    """Export, quantize, and print size and hash."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--labels", type=int, required=True)
    parser.add_argument("--seen", type=Path, nargs="*", default=[])
    parser.add_argument("--least", type=int, default=3)
    parser.add_argument("--per-channel", action="store_true")
    arguments = parser.parse_args()
    tagger = load_tagger(arguments.checkpoint, arguments.labels)
    rows = torch.arange(tagger.bert.embeddings.word_embeddings.num_embeddings)
    if arguments.seen:
        kept = kept_pieces(arguments.seen, arguments.least, load_tokenizer())
        rows = prune(tagger, kept)
        print(f"{len(kept):,} of {len(rows):,} pieces kept")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        export(tagger, rows, plain)
        quantize_dynamic(
            plain,
            arguments.out,
            per_channel=arguments.per_channel,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    digest = hashlib.sha256(arguments.out.read_bytes()).hexdigest()
    print(f"{arguments.out}: {arguments.out.stat().st_size:,} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()

"""Give a tagger fixed steps for the numbers it multiplies, found by watching it read.

    python -m training.settle PLAIN.onnx OUT.onnx QUOTES --tagger speech [--documents N] [...]

``training.export`` leaves a tagger that cuts the numbers of each product into 256 steps between the least and
the greatest it meets, over all windows that are run at once: what it says of one window then depends a little
on the others, and it has to look through all numbers first. Here every product is given its steps for good
(static instead of dynamic quantization; Jacob et al. 2018, section 2.1). At first they reach as far as the
numbers of the middle one of the windows that the tagger is shown in reports of PolNeAR's training part: this
hardly differs between windows, since the markers at their ends have the greatest numbers. Then
``training.steps`` finds for each product how much of that is best.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from detente.documents.document import Document
from detente.reading.deeds.hints import sentence_places
from detente.reading.deeds.tagged import tag_deeds
from detente.reading.knowledge.world import load_world
from detente.reading.learned.attributions import find_attributions
from detente.reading.learned_reader import pieces_of
from detente.reading.parse.parsed import prepare, survey
from detente.reading.parse.pipeline import load_pipeline
from training.progress import Progress
from training.speech_data import read_rows
from training.steps import EXACT, Inputs, dynamic, fit, loosen, other, readers, steps_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_OURS = "com.microsoft"
_TOGETHER = 16
"""Windows of like size that are run at once to measure differences."""


@dataclass(eq=False)
class Watched:
    """A tagger that notes how far the numbers of each product reach, for each window by itself.

    ``reaches`` has for each window an array of shape (products, 2): the least and the greatest number.
    ``windows`` are what it was given, each as a batch of one.
    """

    session: InferenceSession
    reaches: list[NDArray[np.float64]] = field(default_factory=list)
    windows: list[Inputs] = field(default_factory=list)

    def run(self, _: None, inputs: Inputs) -> list[NDArray[np.float32]]:
        """Return the scores of a batch, as a session does."""
        rows = []
        for row, size in enumerate(inputs["mask"].sum(axis=1).tolist()):
            window = {name: array[row : row + 1, :size] for name, array in inputs.items()}
            self.windows.append(window)
            scores, *steps = self.session.run(None, window)
            sizes, zeros = np.array(steps[::2], dtype=np.float64), np.array(steps[1::2], dtype=np.float64)
            self.reaches.append(np.stack([-zeros * sizes, (255 - zeros) * sizes], axis=1))
            rows.append(np.pad(scores[0], ((0, inputs["mask"].shape[1] - size), (0, 0))))
        return [np.stack(rows)]


def watch(plain: onnx.ModelProto) -> Watched:
    """Return a tagger that also tells the steps it takes at each product."""
    shown = onnx.ModelProto()
    shown.CopyFrom(plain)
    for node in dynamic(shown):
        for name, kind in zip(node.output[1:], (onnx.TensorProto.FLOAT, onnx.TensorProto.UINT8), strict=True):
            shown.graph.output.append(helper.make_tensor_value_info(name, kind, []))
    return Watched(
        onnxruntime.InferenceSession(shown.SerializeToString(), providers=["CPUExecutionProvider"])
    )


def settle(plain: onnx.ModelProto, reaches: NDArray[np.float64]) -> onnx.ModelProto:
    """Return a tagger whose steps are fixed, everything else as it was.

    Parameters
    ----------
    plain : ModelProto
        As ``training.export`` leaves it.
    reaches : ndarray, shape (products, 2)
        The least and the greatest number that each product's steps are to tell apart, in the model's order;
        a product with `EXACT` multiplies in 32 bits.

    Raises
    ------
    ValueError
        If there are not as many reaches as products with steps that are not fixed.
    """
    settled = onnx.ModelProto()
    settled.CopyFrom(plain)
    graph, nodes = settled.graph, dynamic(settled)
    if len(nodes) != len(reaches) or not nodes:
        raise ValueError(
            f"{len(nodes)} products have steps to be fixed, and {len(reaches)} reaches are given"
        )
    changed: dict[str, list[onnx.NodeProto]] = {}
    for node, (least, greatest) in zip(nodes, reaches.tolist(), strict=True):
        name, zero = node.output[1:]
        products = readers(graph, node.output[0])
        if np.isinf((least, greatest)).any():
            changed[node.output[0]] = []
            for product in products:
                changed |= _unstepped(graph, product, name, node.input[0])
            continue
        steps = zip(steps_of(least, greatest), (name, zero), strict=True)
        graph.initializer.extend(numpy_helper.from_array(np.array(value), told) for value, told in steps)
        changed[node.output[0]] = [
            helper.make_node("QuantizeLinear", [node.input[0], name, zero], node.output[:1])
        ]
        for product in products:
            changed |= _joined(graph, product, name)
    kept = [one for node in graph.node for one in changed.get(node.output[0], [node])]
    del graph.node[:]
    graph.node.extend(kept)
    settled.opset_import.append(helper.make_opsetid(_OURS, 1))
    onnx.checker.check_model(settled)
    return settled


def _joined(graph: onnx.GraphProto, product: onnx.NodeProto, size: str) -> dict[str, list[onnx.NodeProto]]:
    """Return, under its output, the one node for a product, its steps and its bias; none for the others."""
    turned, scaled, both = _around(graph, product, size)
    (biased,) = readers(graph, scaled.output[0])
    values, weights, zero, weights_zero = product.input
    inputs = [values, weights, size, other(both, size), zero, weights_zero, other(biased, scaled.output[0])]
    one = helper.make_node("MatMulIntegerToFloat", inputs, biased.output, domain=_OURS)
    gone: dict[str, list[onnx.NodeProto]] = {node.output[0]: [] for node in (product, turned, scaled, both)}
    return gone | {biased.output[0]: [one]}


def _unstepped(
    graph: onnx.GraphProto, product: onnx.NodeProto, size: str, values: str
) -> dict[str, list[onnx.NodeProto]]:
    """Return, under its output, a product of 32 bits; its weights stay kept in eight."""
    turned, scaled, both = _around(graph, product, size)
    weights, whole = product.input[1], f"{product.input[1]}_whole"
    made = [
        helper.make_node("DequantizeLinear", [weights, other(both, size), product.input[3]], [whole], axis=1),
        helper.make_node("MatMul", [values, whole], scaled.output),
    ]
    gone: dict[str, list[onnx.NodeProto]] = {node.output[0]: [] for node in (product, turned, both)}
    return gone | {scaled.output[0]: made}


def _around(graph: onnx.GraphProto, product: onnx.NodeProto, size: str) -> tuple[onnx.NodeProto, ...]:
    """Return what turns a product into numbers, what scales these, and what joins the two sizes."""
    (turned,) = readers(graph, product.output[0])
    (scaled,) = readers(graph, turned.output[0])
    (both,) = [node for node in graph.node if node.output[0] == other(scaled, turned.output[0])]
    return turned, scaled, both


def measured_on(windows: Sequence[Inputs], most: int) -> list[Inputs]:
    """Return about so many of the windows in batches of like size, filled up with masked pieces."""
    some = sorted(windows[:: max(1, len(windows) // most)], key=lambda one: one["ids"].shape[1])
    found = []
    for first in range(0, len(some), _TOGETHER):
        group = some[first : first + _TOGETHER]
        width = group[-1]["ids"].shape[1]
        rows = {
            name: [np.pad(one[name][0], (0, width - one[name].shape[1])) for one in group]
            for name in group[0]
        }
        found.append({name: np.stack(arrays) for name, arrays in rows.items()})
    return found


def show(tagger: Watched, kind: str, texts: Sequence[tuple[str, str]]) -> None:
    """Show a tagger what the reader would show it in documents (id, text)."""
    nlp, world = load_pipeline(), load_world()
    session = cast("Any", tagger)
    progress = Progress(len(texts), "document")
    for number, (name, text) in enumerate(texts, start=1):
        reading = prepare(survey(Document(id=name, path=name, text=text, sha256=""), nlp, world), nlp)
        pieces = pieces_of(reading)
        if kind == "speech":
            find_attributions(pieces, tuple(sentence_places(reading)), session)
        else:
            tag_deeds(reading, pieces, session)
        progress.at(number)


def main() -> None:
    """Watch, settle, write, and print size and hash."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("plain", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("quotes", type=Path)
    parser.add_argument("--tagger", choices=("speech", "events"), required=True)
    parser.add_argument("--documents", type=int, default=40, help="reports it is shown")
    parser.add_argument("--windows", type=int, default=80, help="windows that steps are tried on")
    parser.add_argument(
        "--exact", type=int, nargs="*", default=[], help="products, counted from 0, that take no steps"
    )
    parser.add_argument("--rounds", type=int, default=1, help="how often all products are gone through")
    asked = parser.parse_args()
    plain = onnx.load(str(asked.plain))
    rows = read_rows(asked.quotes, "train")
    texts = [(name, text) for name, text, _ in rows[:: max(1, len(rows) // asked.documents)]]
    tagger = watch(plain)
    show(tagger, asked.tagger, texts[: asked.documents])
    begun = np.median(np.array(tagger.reaches), axis=0)
    begun[asked.exact] = EXACT
    reaches, differences = fit(loosen(plain), measured_on(tagger.windows, asked.windows), begun, asked.rounds)
    print(
        "mean difference of a score from that without steps: "
        + ", ".join(f"{one:.4f}" for one in differences)
    )
    settled = settle(plain, reaches)
    onnx.save(settled, str(asked.out))
    digest = hashlib.sha256(asked.out.read_bytes()).hexdigest()
    size = asked.out.stat().st_size
    print(f"{asked.out}: {len(tagger.reaches):,} windows seen, {size:,} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()

"""How far the steps of a tagger's products reach, so that its scores differ least from those without steps.

A tagger multiplies in eight bits: each number is put on the nearest of 256 steps. The further they reach, the
coarser they are; what lies beyond the outermost is read as the outermost. In these encoders a few numbers
of every text are ten times the others, and reading them a little too small costs less than coarse steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Inputs = dict[str, NDArray[np.int64]]
"""What a tagger is given at once: ``ids``, ``traits``, ``mask``, each of shape (windows, pieces)."""

_LEVELS = 255
_TRIES = ((0.9, 0.9), (0.8, 0.8), (0.65, 0.65), (0.5, 0.5), (1, 0.7), (0.7, 1), (1.15, 1.15))
"""Shares of a reach, at its least and at its greatest end, that are tried in turn."""
_GAIN = 0.997
"""What a try has to bring the difference below, as a share of the one before, to be taken."""
_NO_STEPS = (-1e9, 1e9, 1e-5)
EXACT = (-np.inf, np.inf)
"""The reach of a product that takes numbers as they are, without steps."""


def dynamic(model: onnx.ModelProto) -> list[onnx.NodeProto]:
    """Return the nodes that work out steps from the numbers they are given, in the model's order."""
    return [node for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"]


def readers(graph: onnx.GraphProto, name: str) -> list[onnx.NodeProto]:
    """Return the nodes that read a value."""
    return [node for node in graph.node if name in node.input]


def other(node: onnx.NodeProto, name: str) -> str:
    """Return what a node of two inputs reads beside one of them."""
    (found,) = [one for one in node.input if one != name]
    return str(found)


def steps_of(least: float, greatest: float) -> tuple[np.float32, np.uint8]:
    """Return the size of 255 steps from the least to the greatest number, and which of them is zero."""
    size = np.float32((max(greatest, 0) - min(least, 0)) / _LEVELS)
    return size, np.uint8(np.clip(np.rint(-min(least, 0) / size), 0, _LEVELS))


@dataclass(frozen=True, eq=False)
class Loose:
    """A tagger that takes steps as it is told, and otherwise multiplies in 32 bits."""

    session: onnxruntime.InferenceSession
    n_products: int

    def scores(self, batches: Sequence[Inputs], reaches: NDArray[np.float64] | None) -> NDArray[np.float32]:
        """Return the scores of all pieces, shape (pieces, labels); without steps if there are no reaches."""
        steps = {}
        for index in range(self.n_products):
            is_exact = reaches is None or np.isinf(reaches[index]).any()
            told = _NO_STEPS if is_exact else _bounds(*reaches[index].tolist())
            names = (f"least_{index}", f"greatest_{index}", f"size_{index}")
            steps |= {
                name: np.array(value, dtype=np.float32) for name, value in zip(names, told, strict=True)
            }
        found = [self.session.run(None, {**one, **steps})[0][one["mask"].astype(bool)] for one in batches]
        return np.concatenate(found)


def _bounds(least: float, greatest: float) -> tuple[float, float, float]:
    size, zero = steps_of(least, greatest)
    return -int(zero) * float(size), (_LEVELS - int(zero)) * float(size), float(size)


def loosen(plain: onnx.ModelProto) -> Loose:
    """Return a tagger whose steps can be tried out, from one that works them out itself."""
    model = onnx.ModelProto()
    model.CopyFrom(plain)
    graph, nodes = model.graph, dynamic(model)
    changed: dict[str, list[onnx.NodeProto]] = {}
    for index, node in enumerate(nodes):
        bounds = [f"least_{index}", f"greatest_{index}", f"size_{index}"]
        graph.input.extend(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, []) for name in bounds)
        stepped = f"stepped_{index}"
        changed[node.output[0]] = [
            helper.make_node("Clip", [node.input[0], *bounds[:2]], [f"{stepped}_within"]),
            helper.make_node("Div", [f"{stepped}_within", bounds[2]], [f"{stepped}_many"]),
            helper.make_node("Round", [f"{stepped}_many"], [f"{stepped}_whole"]),
            helper.make_node("Mul", [f"{stepped}_whole", bounds[2]], [stepped]),
        ]
        for product in readers(graph, node.output[0]):
            changed |= _exact(graph, product, node.output[1], stepped)
    kept = [one for node in graph.node for one in changed.get(node.output[0], [node])]
    del graph.node[:]
    graph.node.extend(kept)
    read = {name for node in kept for name in node.input}
    used = [one for one in graph.initializer if one.name in read]
    del graph.initializer[:]
    graph.initializer.extend(used)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return Loose(session, len(nodes))


def _exact(
    graph: onnx.GraphProto, product: onnx.NodeProto, size: str, values: str
) -> dict[str, list[onnx.NodeProto]]:
    """Return, under its output, a product of 32 bits for one of eight, and nothing for its helpers."""
    (turned,) = readers(graph, product.output[0])
    (scaled,) = readers(graph, turned.output[0])
    (both,) = [one for one in graph.node if one.output[0] == other(scaled, turned.output[0])]
    held = {one.name: one for one in graph.initializer}
    weights = product.input[1]
    sizes = numpy_helper.to_array(held[other(both, size)])
    whole = numpy_helper.to_array(held[weights]).astype(np.float32) * sizes
    graph.initializer.append(numpy_helper.from_array(whole, f"{weights}_whole"))
    plainly = helper.make_node("MatMul", [values, f"{weights}_whole"], scaled.output)
    return {one.output[0]: [] for one in (product, turned, both)} | {scaled.output[0]: [plainly]}


def fit(
    loose: Loose, batches: Sequence[Inputs], reaches: NDArray[np.float64], rounds: int
) -> tuple[NDArray[np.float64], list[float]]:
    """Find how far steps should reach, product by product, those first that reach furthest.

    Parameters
    ----------
    loose : Loose
    batches : sequence of Inputs
        What the differences are measured on.
    reaches : ndarray, shape (products, 2)
        Where to begin: the least and the greatest number of each product; `EXACT` stays as it is.
    rounds : int
        How often all products are gone through.

    Returns
    -------
    reaches : ndarray, shape (products, 2)
    differences : list of float
        Mean difference of a score from that without steps: at the beginning, and after each round.
    """
    exact = loose.scores(batches, None)

    def difference(tried: NDArray[np.float64]) -> float:
        return float(np.abs(loose.scores(batches, tried) - exact).mean())

    best, least = reaches.copy(), difference(reaches)
    differences = [least]
    stepped = np.flatnonzero(np.isfinite(reaches).all(axis=1)).tolist()
    widest_first = sorted(stepped, key=lambda index: -_spread(reaches[index]))
    for _ in range(rounds):
        for index in widest_first:
            start = best[index].copy()
            for shares in _TRIES:
                tried = best.copy()
                tried[index] = start * shares
                if (found := difference(tried)) < least * _GAIN:
                    best, least = tried, found
        differences.append(least)
    return best, differences


def _spread(reach: NDArray[np.float64]) -> float:
    return float(reach[1] - reach[0])

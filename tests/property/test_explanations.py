"""Every verdict of every concept can be proven and told, alike for whoever it is about."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from tests.reference.games import Game, seeded_game

from detente.analysis.graph_model import GraphModel, explain, find_witness, solve

NAMES = ("Aland", "Borduria", "Caledon", "Dorne", "Elbonia")
SEQUENTIAL = ("nash", "gmr", "smr", "seq", "cnash", "cgmr", "csmr", "cseq", "l1", "l2", "l4", "nonmyopic")
TOGETHER = ("sim", "seq_sim")
N_GAMES = 24


def models() -> Iterator[tuple[GraphModel, tuple[str, ...]]]:
    """Games of every shape, a third of them misperceived, with the concepts each can be asked about."""
    for seed in range(N_GAMES):
        game = seeded_game(seed, max_options=4)
        model = game.model()
        generator = random.Random(seed)
        model = replace(model, labels=replace(model.labels, dms=NAMES[: model.n_dms]))
        if seed % 3 == 2:
            seen = [[generator.random() < 0.8 for _ in range(model.n_states)] for _ in range(model.n_dms)]
            perceived = np.array(seen)
            perceived[:, 0] = True
            model = replace(model, perceived=perceived)
        yield model, (*SEQUENTIAL, *(TOGETHER if isinstance(game, Game) else ()))


def states_of(model: GraphModel) -> list[int]:
    return [int(state) for state in model.states[:: max(1, model.n_states // 5)]]


def test_verdict_proof_and_words_agree_under_every_concept() -> None:
    n_told = {True: 0, False: 0}
    for model, concepts in models():
        stable = solve(model, concepts).stable
        for concept in concepts:
            for dm in range(model.n_dms):
                for state in states_of(model):
                    witness = find_witness(model, state=state, dm=dm, concept=concept)
                    told = explain(model, witness)
                    assert witness.is_stable == bool(stable[concept][dm, model.graph.position(state)])
                    assert told.is_stable == witness.is_stable
                    assert told.text.startswith(NAMES[dm])
                    assert told.text.endswith(".")
                    assert "  " not in told.text
                    assert (" stays" in told.text.partition(".")[0]) == told.is_stable
                    n_told[told.is_stable] += 1
    assert min(n_told.values()) > 500


def test_exchanging_names_exchanges_them_in_the_words_and_nothing_else() -> None:
    for model, _ in list(models())[::4]:
        own = NAMES[: model.n_dms]
        turned = own[1:] + own[:1]
        renamed = replace(model, labels=replace(model.labels, dms=turned))
        for concept in ("seq", "cseq", "l2"):
            for dm in range(model.n_dms):
                for state in states_of(model):
                    witness = find_witness(model, state=state, dm=dm, concept=concept)
                    expected = explain(model, witness).text
                    for number, name in enumerate(own):
                        expected = expected.replace(name, f"<{number}>")
                    for number, name in enumerate(turned):
                        expected = expected.replace(f"<{number}>", name)
                    assert explain(renamed, witness).text == expected

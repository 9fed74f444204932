"""A graph model: states, moves, and what each decision maker prefers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analysis.graph_model.building._truth import Cube
from detente.analysis.graph_model.building.merging import class_index, merge_states
from detente.analysis.graph_model.building.options import check_direction, check_owner, feasible_states
from detente.analysis.graph_model.building.parts import (
    Misperceived,
    Moves,
    build_graph,
    build_groups,
    build_perceived,
    build_ranks,
    build_relation,
    build_statement_ranks,
    count_dms,
)
from detente.analysis.graph_model.building.selections import Pattern, Selection, where_matching
from detente.analysis.graph_model.building.statements import Statements
from detente.analysis.graph_model.labels import Labels, complete_labels
from detente.analysis.graph_model.moves import MoveGraph, build_moves
from detente.analysis.graph_model.ranks import dense_ranks
from detente.analysis.graph_model.relation import Relation
from detente.case.expressions import near_misses
from detente.errors import ModelError

Ranks = ArrayLike | Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GraphModel:
    """A conflict in the form of the Graph Model for Conflict Resolution.

    Two models are equal when their states, moves and preferences are; what things are called does not
    count.

    Attributes
    ----------
    graph : MoveGraph
        States and unilateral moves.
    preference : ndarray of int32, shape (n_dms, n_states), read-only, or Relation
        Dense ranks over ``states`` (0 is worst, larger is better, equal is indifferent), or any relation.
    labels : Labels
        What dms, options and states are called.
    perceived : ndarray of bool, shape (n_dms, n_states), read-only, or None
        The states each dm knows can be; None when all know all. A dm judges, and expects the others to
        move, within the states it perceives, and has no view of the rest.

    References
    ----------
    Kilgour, Hipel & Fang (1987), "The graph model for conflicts", *Automatica* 23(1).
    Fang, Hipel & Kilgour (1993), *Interactive Decision Making: The Graph Model for Conflict Resolution*.
    """

    graph: MoveGraph
    preference: NDArray[np.int32] | Relation
    labels: Labels
    perceived: NDArray[np.bool_] | None = None

    @classmethod
    def from_options(
        cls,
        *,
        owner: Sequence[int],
        direction: Sequence[str] | str | None = None,
        infeasible: Iterable[Pattern] = (),
        rank: Ranks | None = None,
        statements: Statements | None = None,
        prefers: Relation | None = None,
        labels: Labels | None = None,
        indistinguishable: Iterable[Selection] = (),
        misperceived: Misperceived | None = None,
    ) -> GraphModel:
        """Build a model from options.

        Parameters
        ----------
        owner : sequence of int, one per option
            The dm that owns the option.
        direction : sequence of str, one per option
            ``both``, ``fwd`` (may be taken, not dropped again) or ``back`` (may be dropped, not taken
            again). One word stands for all options; left out, all are ``both``.
        infeasible : iterable of patterns or conditions
            A state that matches one of them is left out: ``[[option, "Y" or "N"], ...]``, a string such
            as ``"YY-"``, or a condition over the names of the options, such as ``"o0 & o1"``.
        rank : array_like, shape (n_dms, n_states)
            Payoff of each dm over the feasible states in ascending order; larger is better, equal is a
            tie; only the order counts. See `ranks_from_order` for states listed best first.
        statements : sequence of sequences of conditions, one per dm
            What each dm wants, most important first; see `rank_by_statements`.
        prefers : Relation
            Preferences that are no ranking. Give exactly one of the three.
        labels : Labels or None
            Names; what is left out is called ``dm 0``, ``takes option 0``, ``o0``.
        indistinguishable : iterable of patterns, conditions or lists of states
            The states each of them means cannot be told apart and become one, named by the lowest.
            ``rank`` and ``prefers`` may then be over all feasible states, or over the merged ones.
        misperceived : sequence, one per dm, or mapping from dm, of lists of states, patterns or conditions
            States a dm does not know can be.

        Raises
        ------
        ModelError
            If any of them is malformed.

        References
        ----------
        Fang, Hipel & Kilgour (1993), *Interactive Decision Making*, ch. 2 (option form); Peng (1999)
        for indistinguishable states; Obeidi, Kilgour & Hipel (2009) for misperceived ones.

        Examples
        --------
        Two sides, each of which may hold fire; each likes the other's restraint and not its own:

        >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
        >>> model.states
        array([0, 1, 2, 3])

        The same in words, by what each wants most:

        >>> model == GraphModel.from_options(owner=[0, 1], statements=[["o1", "!o0"], ["o0", "!o1"]])
        True
        """
        n_dms = count_dms(rank, statements, prefers)
        owners = check_owner(owner, n_dms)
        labels = complete_labels(labels, n_dms=n_dms, n_options=len(owners))
        states = feasible_states(infeasible, len(owners), labels.names)
        options = build_moves(
            n_dms=n_dms, owner=owners, direction=check_direction(direction, len(owners)), states=states
        )
        graph = merge_states(options, build_groups(indistinguishable, states, labels))
        if rank is not None:
            preference: NDArray[np.int32] | Relation = build_ranks(rank, graph, states)
        elif statements is not None:
            preference = build_statement_ranks(statements, graph, states, labels.names)
        else:
            assert prefers is not None
            preference = build_relation(prefers, graph, states)
        perceived = build_perceived(misperceived, graph, states, labels)
        return cls(graph=graph, preference=preference, labels=labels, perceived=perceived)

    @classmethod
    def from_graph(
        cls,
        *,
        n_states: int,
        moves: Moves,
        rank: Ranks | None = None,
        prefers: Relation | None = None,
        labels: Labels | None = None,
        misperceived: Misperceived | None = None,
    ) -> GraphModel:
        """Build a model from an explicit graph of moves; nothing makes them transitive.

        Parameters
        ----------
        n_states : int
            States are 0 to ``n_states - 1``.
        moves : sequence, one per dm
            Pairs (from, to), or a mapping from a state to those it leads to; one given twice counts once.
        rank, prefers, labels, misperceived
            As in `from_options`; labels may name the states.

        Raises
        ------
        ModelError
            If any of them is malformed.

        References
        ----------
        Kilgour, Hipel & Fang (1987), "The graph model for conflicts", *Automatica* 23(1).

        Examples
        --------
        >>> model = GraphModel.from_graph(n_states=3, moves=[[(0, 1)], {1: [2]}], rank=[[0, 1, 2], [0, 0, 1]])
        >>> model.graph.reached(1, 1)
        [2]
        """
        n_dms = count_dms(rank, None, prefers)
        graph = build_graph(n_states, moves, n_dms)
        labels = complete_labels(labels, n_dms=n_dms, n_options=0, n_states=graph.n_states)
        if rank is not None:
            preference: NDArray[np.int32] | Relation = build_ranks(rank, graph, graph.states)
        else:
            assert prefers is not None
            preference = build_relation(prefers, graph, graph.states)
        perceived = build_perceived(misperceived, graph, graph.states, labels)
        return cls(graph=graph, preference=preference, labels=labels, perceived=perceived)

    @property
    def rank(self) -> NDArray[np.int32]:
        """Dense ranks, shape (n_dms, n_states), read-only: 0 is worst, larger is better, equal is a tie.

        Raises
        ------
        ModelError
            If the preferences are a relation, which has no ranks.
        """
        if isinstance(self.preference, Relation):
            raise ModelError(
                "the preferences of this model are a relation, not a ranking, so there are no ranks: use "
                "nash, gmr, smr, seq or their coalition forms, or give the model ranks"
            )
        return self.preference

    @property
    def relation(self) -> Relation | None:
        """The preferences when they are a relation; None when they are ranks."""
        return self.preference if isinstance(self.preference, Relation) else None

    def prefers(self, dm: int) -> NDArray[np.bool_]:
        """Return a matrix, shape (n_states, n_states): whether ``dm`` prefers the column to the row."""
        if isinstance(self.preference, Relation):
            known: NDArray[np.bool_] = self.preference.prefers[dm]
            return known
        row = self.preference[dm]
        better: NDArray[np.bool_] = row[None, :] > row[:, None]
        return better

    def states_where(self, condition: str) -> tuple[int, ...]:
        """Return the states that are meant by a condition, a pattern or a name, ascending.

        Parameters
        ----------
        condition : str
            A condition over the short names of the options, a string of Y, N and -, or, on an explicit
            graph, the name of a state. A merged state is meant when all that it stands for are.

        Raises
        ------
        ModelError
            If it is malformed, or names what the model does not have.
        """
        names = self.labels.names
        if not self.graph.owner:
            if condition not in self.labels.states:
                known = near_misses(condition, self.labels.states)
                raise ModelError(f"no state is called {condition!r}; {known}")
            return (int(self.states[self.labels.states.index(condition)]),)
        everything = np.union1d(self.states, np.array(sum(self.graph.classes, ()), dtype=np.int64))
        fits = where_matching(condition, Cube(names), everything, f"condition {condition!r}")
        misses = np.bincount(class_index(self.graph, everything)[~fits], minlength=self.n_states)
        return tuple(self.states[misses == 0].tolist())

    def restricted(self, keep: NDArray[np.bool_]) -> GraphModel:
        """Return the model on some of its states, ``keep`` of shape (n_states,), all of them perceived."""
        preference = self.preference
        if isinstance(preference, Relation):
            preference = Relation(
                prefers=preference.prefers[:, keep][:, :, keep],
                strongly=preference.strongly[:, keep][:, :, keep],
                unknown=preference.unknown[:, keep][:, :, keep],
            )
        else:
            preference = dense_ranks(preference[:, keep], int(keep.sum()))
        names = self.labels.states
        kept = tuple(name for name, is_kept in zip(names, keep, strict=True) if is_kept) if names else ()
        return GraphModel(
            graph=self.graph.restricted(keep),
            preference=preference,
            labels=replace(self.labels, states=kept),
        )

    @property
    def n_dms(self) -> int:
        """Number of decision makers."""
        return self.graph.n_dms

    @property
    def n_states(self) -> int:
        """Number of feasible states."""
        return self.graph.n_states

    @property
    def states(self) -> NDArray[np.int64]:
        """The feasible states, ascending, shape (n_states,): bit ``k`` is set when option ``k`` is taken."""
        return self.graph.states

    @property
    def id(self) -> str:
        """``model:`` and 16 hex digits over options, states, moves and preferences."""
        graph = self.graph
        shape = (graph.n_dms, graph.owner, graph.direction, graph.classes, sorted(graph.silent))
        digest = hashlib.sha256(repr(shape).encode())
        for array in (graph.states, *(graph.edges or ()), *self._judgements()):
            digest.update(f"{array.dtype.str} {array.shape} ".encode())
            digest.update(np.ascontiguousarray(array).tobytes())
        return f"model:{digest.hexdigest()[:16]}"

    def _judgements(self) -> Iterator[NDArray[np.generic]]:
        """Yield the arrays that say what the dms prefer and perceive."""
        if isinstance(self.preference, Relation):
            yield from (self.preference.prefers, self.preference.strongly, self.preference.unknown)
        else:
            yield self.preference
        if self.perceived is not None:
            yield self.perceived

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, GraphModel) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

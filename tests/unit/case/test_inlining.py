from __future__ import annotations

import pytest

from detente.case.expressions import And, Not, Or, Var, parse
from detente.case.inlining import inline
from detente.errors import CaseError, ExpressionError

OPTIONS = ("a.x", "b.y")


def test_definitions_inside_definitions_are_put_in_place() -> None:
    definitions = {"deal": "a.x & b.y", "war": "!deal", "both": "war | deal"}
    deal = And((Var("a.x"), Var("b.y")))
    assert inline(parse("both"), definitions, OPTIONS) == Or((Not(deal), deal))


@pytest.mark.parametrize(
    "definitions",
    [{"p": "p"}, {"p": "!q", "q": "r & a.x", "r": "p"}],
)
def test_a_circle_of_definitions_is_named(definitions: dict[str, str]) -> None:
    with pytest.raises(CaseError, match=r"circle.*\(p ->.* p\)"):
        inline(parse("a.x & p"), definitions, OPTIONS)


def test_an_unknown_name_lists_near_misses_and_its_place() -> None:
    with pytest.raises(ExpressionError, match=r"'a\.y' in line 7 is neither.*did you mean 'b\.y' or 'a\.x'"):
        inline(parse("a.y"), {}, OPTIONS, place="line 7")


def test_definitions_that_double_one_another_are_refused() -> None:
    definitions = {"d0": "a.x | b.y"} | {f"d{n}": f"d{n - 1} & d{n - 1}" for n in range(1, 40)}
    with pytest.raises(ExpressionError, match="grows to more than"):
        inline(parse("d39"), definitions, OPTIONS)


def test_a_long_chain_of_definitions_is_refused_before_it_can_overflow() -> None:
    definitions = {"d0": "a.x"} | {f"d{n}": f"!!!!!d{n - 1}" for n in range(1, 400)}
    with pytest.raises(ExpressionError, match="deep"):
        inline(parse("d399"), definitions, OPTIONS)
    # Asking for the links in order must not get around the limit by what is remembered.
    with pytest.raises(ExpressionError, match="deep"):
        inline(parse(" & ".join(f"d{n}" for n in range(60))), definitions, OPTIONS)

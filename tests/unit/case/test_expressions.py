from __future__ import annotations

import pytest

from detente.case.expressions import (
    FALSE,
    MAX_DEPTH,
    MAX_LENGTH,
    TRUE,
    And,
    If,
    Iff,
    Not,
    Or,
    Var,
    holds,
    is_name,
    names,
    near_misses,
    parse,
    render,
)
from detente.errors import CaseError, ExpressionError

A, B, C = Var("a.x"), Var("b.y"), Var("deal")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.x", A),
        ("!a.x", Not(A)),
        ("!!a.x", Not(Not(A))),
        ("a.x & b.y & deal", And((A, B, C))),
        ("a.x & (b.y & deal)", And((A, And((B, C))))),
        ("a.x | b.y & deal", Or((A, And((B, C))))),
        ("!a.x | b.y", Or((Not(A), B))),
        ("a.x -> b.y -> deal", If(A, If(B, C))),
        ("a.x | b.y -> deal", If(Or((A, B)), C)),
        ("if a.x then b.y", If(A, B)),
        ("if a.x & b.y then deal | a.x", If(And((A, B)), Or((C, A)))),
        ("if if a.x then b.y then deal", If(If(A, B), C)),
        ("a.x <-> b.y", Iff(A, B)),
        ("a.x iff b.y -> deal", Iff(A, If(B, C))),
        ("true & !false", And((TRUE, Not(FALSE)))),
        ("a.x&b.y", And((A, B))),
        ("deal->a.x", If(C, A)),
        ("  a.x\n  & b.y ", And((A, B))),
        ("süd-mark.öffnen_2", Var("süd-mark.öffnen_2")),
        ("北.撤退", Var("北.撤退")),
    ],
)
def test_a_condition_is_read_by_the_binding_of_its_signs(text: str, expected: object) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "character", "says"),
    [
        ("", 1, "nothing is written here"),
        ("a.x &", 6, "found the end"),
        ("a.x b.y", 5, "found 'b.y'"),
        ("(a.x", 5, "expected ')'"),
        ("a.x)", 4, "found ')'"),
        ("a.x and b.y", 5, "for 'and' write &"),
        ("not a.x", 5, "for 'not' write !"),
        ("a.x == b.y", 5, "write <->"),
        ("if a.x b.y", 8, "expected 'then'"),
        ("a.x & if b.y then deal", 7, "found 'if'"),
        ("a.b.c", 4, "'.' cannot stand"),
        ("a.x @ b.y", 5, "'@' cannot stand"),
        ("a.x &\x00", 6, "cannot stand"),
    ],
)
def test_an_error_points_at_its_character(text: str, character: int, says: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text, place="case.toml, line 3")
    message, line, caret = str(caught.value).split("\n")
    assert f"in case.toml, line 3, character {character}:" in message
    assert says in message
    assert caret.index("^") - 2 == character - 1
    assert line.startswith("  ")


def test_an_expression_error_is_a_case_error() -> None:
    assert issubclass(ExpressionError, CaseError)


@pytest.mark.parametrize("opening", ["!", "(", "if a.x then ", "a.x -> "])
def test_deep_nesting_is_refused_before_it_can_overflow(opening: str) -> None:
    n = (MAX_LENGTH - 200) // len(opening)
    with pytest.raises(ExpressionError, match=f"more than {MAX_DEPTH} deep"):
        parse(opening * n + "a.x")


def test_nesting_within_the_limit_is_read() -> None:
    assert render(parse("!" * MAX_DEPTH + "a.x")).endswith("a.x")


def test_a_very_long_condition_is_refused() -> None:
    with pytest.raises(ExpressionError, match="name its parts under"):
        parse("a.x | " * MAX_LENGTH + "a.x")


def test_names_come_once_in_the_order_of_first_use() -> None:
    assert names(parse("b.y & !a.x | b.y -> deal")) == ("b.y", "a.x", "deal")


@pytest.mark.parametrize(
    ("text", "taken", "expected"),
    [
        ("a.x -> b.y", set(), True),
        ("a.x -> b.y", {"a.x"}, False),
        ("a.x <-> b.y", set(), True),
        ("a.x <-> b.y", {"b.y"}, False),
        ("a.x & !b.y", {"a.x"}, True),
        ("a.x | b.y", set(), False),
        ("true", set(), True),
        ("false", {"a.x"}, False),
    ],
)
def test_a_condition_holds_by_what_is_taken(text: str, taken: set[str], expected: bool) -> None:
    assert holds(parse(text), taken) is expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("((a.x)) & (b.y)", "a.x & b.y"),
        ("(a.x -> b.y) -> deal", "(a.x -> b.y) -> deal"),
        ("if a.x then (b.y -> deal)", "a.x -> b.y -> deal"),
        ("!(a.x | b.y)", "!(a.x | b.y)"),
        ("a.x iff (b.y iff deal)", "a.x <-> (b.y <-> deal)"),
    ],
)
def test_writing_uses_no_needless_parentheses(text: str, written: str) -> None:
    assert render(parse(text)) == written


def test_reserved_words_are_no_names() -> None:
    assert [is_name(word) for word in ("if", "true", "a b", "a.b", "", "-a", "a->")] == [False] * 7
    assert is_name("press-süd")


def test_near_misses_list_the_closest_names_or_all_there_are() -> None:
    assert near_misses("norhland.accept", ["northland.accept", "southmark.walk"]) == (
        "did you mean 'northland.accept'?"
    )
    assert near_misses("zzz", ["a", "b"]) == "known are a, b"
    assert near_misses("zzz", []) == "none is known yet"

"""Links make groups, surest first; what is ruled apart stays apart."""

from __future__ import annotations

import pickle

import pytest

from detente.errors import RecordError
from detente.record.links import Link, Links


def tie(a: str, b: str, score: float = 0.9) -> Link:
    return Link(kind="actor", a=a, b=b, score=score, why="a test")


class TestLink:
    def test_of_a_record_to_itself_is_refused(self) -> None:
        with pytest.raises(RecordError, match="linked to itself"):
            tie("actor:velk", "actor:velk")

    @pytest.mark.parametrize("score", [0.0, -0.1, 1.01, float("nan")])
    def test_score_outside_its_range_is_refused(self, score: float) -> None:
        with pytest.raises(RecordError, match="above 0"):
            tie("a", "b", score)


class TestGroups:
    def test_whoever_is_not_linked_is_alone(self) -> None:
        assert Links().group_of("actor:velk") == ("actor:velk",)
        assert list(Links().groups()) == []

    def test_first_is_the_one_tied_to_no_other(self) -> None:
        links = Links(links=(tie("velk", "anton-velk"), tie("the-president", "velk")))
        assert links.group_of("the-president") == ("anton-velk", "velk", "the-president")
        assert links.group_of("anton-velk") == links.group_of("velk") == links.group_of("the-president")
        assert list(links.groups()) == [("anton-velk", "velk", "the-president")]

    def test_first_of_a_circle_is_the_first_in_the_links(self) -> None:
        assert Links(links=(tie("a", "b"), tie("b", "a"))).group_of("a") == ("b", "a")

    def test_two_groups_are_in_the_order_of_the_links(self) -> None:
        links = Links(links=(tie("z2", "z1", 0.5), tie("a2", "a1")))
        assert list(links.groups()) == [("z1", "z2"), ("a1", "a2")]

    def test_links_can_be_sent_to_another_process(self) -> None:
        links = Links(links=(tie("a", "b"),))
        assert pickle.loads(pickle.dumps(links)) == links
        assert pickle.loads(pickle.dumps(links)).group_of("a") == ("b", "a")


class TestRulings:
    def test_what_is_parted_is_not_joined_through_a_third(self) -> None:
        links = Links(links=(tie("a", "b", 0.8), tie("b", "c", 0.9), tie("a", "c", 0.7)))
        assert set(links.group_of("a")) == {"a", "b", "c"}
        parted = links.parted("a", "b")
        assert "b" not in parted.group_of("a")
        assert set(parted.group_of("b")) == {"b", "c"}  # the surer of the two ties to c holds

    def test_parted_and_joined_again_is_one(self) -> None:
        links = Links(links=(tie("a", "b"),)).parted("b", "a")
        assert links.group_of("a") == ("a",)
        assert links.joined(tie("a", "b", 1.0)).group_of("a") == ("b", "a")
        assert links.joined(tie("b", "a", 1.0)).group_of("a") == ("a", "b")

    def test_a_new_proposal_does_not_undo_a_ruling(self) -> None:
        parted = Links().parted("a", "b").with_links([tie("a", "b", 1.0)])
        assert parted.group_of("a") == ("a",)

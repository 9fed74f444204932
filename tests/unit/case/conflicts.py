"""Two invented conflicts, and a record of none."""

from __future__ import annotations

from datetime import date

from tests.unit.case.scribe import Scribe

from detente.record.record import Record

NAMES = {"Northland": "Southmark", "Dahl": "Okoro", "Norholm": "Sudhaven"}
"""Names of one side and their counterparts on the other."""

EXCHANGE = {**NAMES, **{other: name for name, other in NAMES.items()}}


def mediated_war() -> Record:
    """Two reports on a war with a mediator that put forward terms, an arming backer and an opposing one."""
    scribe = Scribe()
    scribe.report(
        "Northland and Southmark are at war over the river. Northland shelled Sudhaven on Monday. "
        "Eastvale put forward a plan. The plan leaves the river to Northland at the cost of Southmark. "
        "President Okoro rejects the plan, and never will his country sign it. "
        "Dahl accepts the plan. Eastvale urged Southmark to accept the plan. "
        "Eastvale demanded that Northland halt its attacks. Westmoor sends artillery shells to Southmark. "
        "Highfell opposes the plan. Two reporters met the Basin Commission.",
        publisher="The Courier",
        day=date(2031, 5, 5),
    )
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    east, okoro = (
        scribe.actor("Eastvale"),
        scribe.actor("Okoro", "person", speaks_for=south, role="president"),
    )
    dahl = scribe.actor("Dahl", "person", speaks_for=north)
    west, high = scribe.actor("Westmoor"), scribe.actor("Highfell")
    scribe.actor("two reporters", "group")
    scribe.actor("Basin Commission", "organisation")
    scribe.relation("at war", north, south, "Northland and Southmark are at war")
    scribe.event("ASSAULT", north, south, "Northland shelled Sudhaven on Monday")
    scribe.proposal("a plan", sponsor=east, clauses=(("leaves the river to Northland", north, south),))
    scribe.response("reject", okoro, "rejects the plan, and never will his country sign it")
    scribe.response("accept", dahl, "Dahl accepts the plan")
    scribe.statement(east, "Eastvale urged Southmark to accept the plan", "REQUEST", toward=south)
    scribe.statement(east, "Eastvale demanded that Northland halt its attacks", "REQUEST", toward=north)
    scribe.event("AID", west, south, "Westmoor sends artillery shells to Southmark")
    scribe.response("oppose", high, "Highfell opposes the plan")
    scribe.report(
        "Okoro said his country insists on guarantees, but accepts the plan in principle. "
        "Dahl says that Southmark resists the plan. Northland shelled Sudhaven again on Friday. "
        "Eastvale warned that it might walk away from the mediation.",
        publisher="Harbour Post",
        day=date(2031, 5, 12),
    )
    scribe.response("accept", okoro, "accepts the plan in principle")
    scribe.response("resist", south, "Southmark resists the plan", alleged_by=dahl)
    scribe.event("ASSAULT", north, south, "Northland shelled Sudhaven again on Friday")
    scribe.statement(east, "Eastvale warned that it might walk away from the mediation", "THREATEN")
    return scribe.record()


def war_without_terms() -> Record:
    """One undated report on a war with a backer on each side, no mediator and no proposal."""
    scribe = Scribe()
    scribe.report(
        "Northland and Southmark each attacked the other. Northland bombed Sudhaven. "
        "Southmark bombed Norholm. "
        "Westmoor sends tanks to Southmark. Highfell denounced Southmark and praised Northland. "
        "An envoy met a Southmark minister. Someone says Southmark plans a raid on Norholm."
    )
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    west, high = scribe.actor("Westmoor"), scribe.actor("Highfell")
    envoy = scribe.actor("an envoy", "person")
    scribe.event("ASSAULT", north, south, "Northland bombed Sudhaven")
    scribe.event("ASSAULT", south, north, "Southmark bombed Norholm")
    scribe.event("AID", west, south, "Westmoor sends tanks to Southmark")
    scribe.statement(high, "Highfell denounced Southmark", "ACCUSE", toward=south)
    scribe.statement(high, "praised Northland", "SUPPORT", toward=north)
    scribe.event("CONSULT", envoy, south, "An envoy met a Southmark minister")
    scribe.event("ASSAULT", south, north, "Southmark plans a raid on Norholm", factuality="planned")
    return scribe.record()


def one_actor() -> Record:
    """A report that names one actor, in conflict with nobody."""
    scribe = Scribe()
    scribe.report("Northland held an election.")
    north = scribe.actor("Northland")
    scribe.event("OTHER", north, None, "Northland held an election")
    return scribe.record()

"""Shares over worlds for the sample, set by hand: plausible numbers, not the engine's."""

from __future__ import annotations

from tests.unit.brief.sample import CASE

from detente.analysis.results import (
    Blocker,
    Dependence,
    Exploration,
    Outcome,
    Path,
    Provenance,
    Question,
    Share,
    Step,
    Target,
)

N = 1000
NAMES = tuple(option.name for option in CASE.options)


def share(percent: float, n: int = N) -> Share:
    """Return a share given in percent, with its standard error."""
    p = percent / 100
    return Share(share=p, error=(p * (1 - p) / n) ** 0.5, n=n)


def bits(*taken: str) -> int:
    """Return the state in which exactly these options are taken."""
    return sum(1 << NAMES.index(name) for name in taken)


def outcome(taken: tuple[str, ...], shares: tuple[float, ...], *, is_now: bool = False) -> Outcome:
    """Return an outcome with its shares for Nash, GMR, SMR and SEQ."""
    deal = {"northland.accept", "southmark.accept"} <= {*taken} and "westria.walk" not in taken
    fighting = bool({"northland.attack", "southmark.attack"} & {*taken})
    return Outcome(
        state=bits(*taken),
        taken=tuple(name for name in NAMES if name in taken),
        equilibrium=tuple(share(percent) for percent in shares),
        is_now=is_now,
        satisfies=(*(("deal",) if deal else ()), *(("fighting",) if fighting else ())),
    )


NOW = outcome(
    ("northland.attack", "southmark.attack", "westria.press-southmark", "eastmere.oppose"),
    (48.1, 81.0, 79.4, 74.2),
    is_now=True,
)
DEAL = outcome(
    ("northland.accept", "southmark.accept", "westria.press-northland", "eastmere.oppose"),
    (21.0, 52.6, 47.7, 44.3),
)
DEAL_ALONE = outcome(("northland.accept", "southmark.accept", "eastmere.oppose"), (18.2, 44.0, 41.2, 38.9))
PAUSE = outcome(("westria.press-southmark", "eastmere.oppose"), (3.0, 22.4, 17.1, 12.5))
WAR = outcome(
    ("northland.attack", "southmark.attack", "westria.walk", "eastmere.oppose"), (40.0, 66.0, 66.0, 61.9)
)
NEVER = outcome(("southmark.accept", "northland.attack"), (0.0, 0.0, 0.0, 0.0))

EXPLORATION = Exploration(
    provenance=Provenance(
        case=CASE.id,
        method="uniform draws of open directions, weights and memberships",
        n_worlds=N,
        seed=7,
        version="0.1.0",
        parameters=(("sampler", "hit and run"),),
    ),
    options=NAMES,
    n_states=84,
    outcomes=(NOW, WAR, DEAL, DEAL_ALONE, PAUSE, NEVER),
    now=NOW,
    targets=(
        Target(
            name="deal",
            condition=CASE.definitions[0].condition,
            holds=(share(24.5), share(55.0), share(50.2), share(46.8)),
            best=DEAL,
            blockers=(
                Blocker(
                    party="southmark",
                    share=share(38.4),
                    nash=share(57.0),
                    everywhere=share(31.9),
                    move=(("southmark.accept", False), ("southmark.attack", True)),
                ),
                Blocker(
                    party="northland",
                    share=share(29.6),
                    nash=share(50.3),
                    everywhere=share(20.4),
                    move=(("northland.accept", False), ("northland.attack", True)),
                ),
                Blocker(
                    party="westria",
                    share=share(0.0),
                    nash=share(4.0),
                    everywhere=share(0.0),
                    move=(("westria.press-northland", False),),
                ),
            ),
            path=Path(
                steps=(
                    Step(
                        party="westria",
                        changes=(("westria.press-southmark", False), ("westria.press-northland", True)),
                        state=bits(
                            "northland.attack",
                            "southmark.attack",
                            "westria.press-northland",
                            "eastmere.oppose",
                        ),
                    ),
                    Step(
                        party="northland",
                        changes=(("northland.attack", False), ("northland.accept", True)),
                        state=bits(
                            "northland.accept",
                            "southmark.attack",
                            "westria.press-northland",
                            "eastmere.oppose",
                        ),
                    ),
                    Step(
                        party="southmark",
                        changes=(("southmark.attack", False), ("southmark.accept", True)),
                        state=DEAL.state,
                    ),
                ),
                by_improvements=share(14.2),
            ),
        ),
        Target(
            name="fighting",
            condition=CASE.definitions[1].condition,
            holds=(share(55.2), share(90.0), share(88.8), share(86.1)),
            best=NOW,
            blockers=(
                Blocker(
                    party="southmark",
                    share=share(10.2),
                    nash=share(22.0),
                    everywhere=share(4.0),
                    move=(("southmark.attack", False),),
                ),
            ),
        ),
    ),
    questions=(
        Question(
            subject="southmark-1",
            text="Does Southmark want or avoid this: Southmark rejected the proposal, and later more?",
            target="deal",
            settled=(("wants it", share(81.5, 508)), ("avoids it", share(11.0, 492))),
            swing=0.705,
        ),
        Question(
            subject="northland-3",
            text="Does Northland want or avoid this: northland.attack?",
            target="deal",
            settled=(("wants it", share(32.8, 490)), ("avoids it", share(60.2, 510))),
            swing=0.274,
        ),
        Question(
            subject="party:eastmere",
            text="Does Eastmere take part?",
            target="deal",
            settled=(("takes part", share(45.9, 497)), ("stays out", share(47.7, 503))),
            swing=0.018,
        ),
    ),
    dependences=(
        Dependence(assumption="attacked", target="deal", with_it=share(46.8), without_it=share(35.1)),
        Dependence(assumption="alone", target="deal", with_it=share(46.8), without_it=share(44.0)),
        Dependence(assumption="sponsor", target="deal", with_it=share(46.8), without_it=share(41.3)),
    ),
)

"""Words that say somebody spoke, thought or wrote: the cue classes and how each carries its content."""

from __future__ import annotations

from typing import Literal

CueClass = Literal["say", "urge", "judge", "think", "call", "express", "deny"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CLASSES: dict[CueClass, frozenset[str]] = {
    # a clause or a quotation is the content
    "say": _words(
        "say tell add note insist argue claim state declare announce affirm reaffirm reiterate stress emphasize "
        "emphasise underline underscore maintain contend assert allege report confirm reveal disclose acknowledge "
        "admit concede explain comment remark observe mention recall respond reply answer counter retort quip joke "
        "write tweet post warn caution predict forecast promise pledge vow swear guarantee assure suggest hint imply "
        "signal indicate complain lament conclude repeat whisper shout boast protest testify brief inform elaborate "
        "continue begin recount estimate project agree propose recommend advise threaten stipulate decide rule "
        "retweet message text email blast read show find"
    ),
    # a request: infinitive or that-clause is the content
    "urge": _words("ask urge call demand request order implore beg appeal press invite instruct plead encourage"),
    # somebody is judged: what for is the content, the object is whom
    "judge": _words(
        "accuse blame criticize criticise condemn denounce praise thank slam fault chide rebuke applaud commend "
        "hail welcome deplore decry lambast"
    ),
    "think": _words(
        "believe think feel expect hope fear doubt worry suspect assume see view regard consider question want wish "
        "intend anticipate know understand realize imagine wonder speculate conclude prefer"
    ),
    "call": _words("call describe label dub brand characterize characterise portray term denounce dismiss hail deem"),
    "express": _words("express voice convey reiterate raise air share offer repeat"),
    "deny": _words("deny reject dismiss refuse dispute rebuff refute decline oppose"),
}

_RARE = _words("read show find decide rule begin continue blast counter text message email see know understand want")
"""Cue verbs only beside a quotation or a that-clause; alone they mean too many other things."""

NOUN_CUES = _words(
    "claim statement warning promise pledge demand suggestion hope belief fear concern insistence assertion accusation "
    "allegation admission announcement declaration assurance threat vow prediction contention argument view opinion "
    "conviction remark comment message"
)

EXPRESSED = _words(
    "skepticism scepticism concern support hope confidence doubt fear regret willingness readiness frustration anger "
    "optimism pessimism outrage dismay disappointment alarm satisfaction gratitude interest opposition solidarity "
    "reservation misgiving view opinion disapproval condolence commitment caution surprise sympathy worry unease"
)

OBJECT_CONTENT = _words(
    "announce propose predict acknowledge admit confirm promise pledge threaten disclose suggest reiterate stress "
    "emphasize emphasise underline underscore claim allege forecast recommend question doubt fear expect defend oppose "
    "support reject"
)
"""Cue verbs whose plain object is content (*announced a ceasefire*, *question his motives*)."""

CUE_PEOPLE = _words(
    "official reporter journalist adviser advisor aide ally source analyst diplomat civilian resident lawmaker critic "
    "expert observer mediator negotiator supporter opponent minister leader people government administration ministry "
    "president spokesman spokeswoman spokesperson envoy ambassador commander general chief premier chancellor king queen "
    "senator governor mayor parliament party committee delegation force army military rebel group team agency office "
    "organization organisation union council commission foundation country state nation side capital member partner "
    "monitor witness rescuer doctor medic worker voter campaign candidate company lawyer judge prosecutor police officer "
    "man woman person family survivor relative teacher student professor scholar researcher economist historian editor "
    "writer author secretary director head chair chairman chairwoman representative deputy community authority public "
    "european western many other most some nobody everyone"
)
"""Nouns for people and bodies that can speak or think."""

PRIVATE_ADVERBS = _words("privately quietly confidentially secretly discreetly")
PRIVATE_HEARERS = _words("adviser advisor aide confidant confidante associate ally friend donor lawmaker staff insider")
HEARSAY_ADVERBS = _words("reportedly allegedly purportedly supposedly apparently")
SOCIAL_CHANNELS = _words("platform tweet post twitter facebook telegram truth social x")


def classes(lemma: str) -> tuple[CueClass, ...]:
    """Return the cue classes of a verb, in the order they are tried."""
    return tuple(name for name, lemmas in _CLASSES.items() if lemma in lemmas)


def is_rare(lemma: str) -> bool:
    """Whether the verb is a cue only beside a quotation or a that-clause."""
    return lemma in _RARE

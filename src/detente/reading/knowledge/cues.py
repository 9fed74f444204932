"""Words that say somebody spoke, thought or wrote: the cue classes and how each carries its content."""

from __future__ import annotations

from typing import Literal

CueClass = Literal["say", "urge", "judge", "think", "call", "express", "deny", "position", "about"]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(text.split())


_CLASSES: dict[CueClass, frozenset[str]] = {
    # a clause or a quotation is the content
    "say": word_set(
        "say tell add note insist argue claim state declare announce affirm reaffirm reiterate "
        "stress emphasize emphasise underline underscore maintain contend assert allege report "
        "confirm reveal disclose acknowledge admit concede explain comment remark observe mention "
        "recall respond reply answer counter retort quip joke write tweet post warn caution "
        "predict forecast promise pledge vow swear guarantee assure suggest hint imply signal "
        "indicate complain lament conclude repeat whisper shout boast protest testify brief "
        "inform elaborate continue begin recount estimate project agree propose recommend advise "
        "threaten stipulate decide rule retweet message text email blast read show find echo "
        "chant muse opine scoff swear reason"
    ),
    # a request: infinitive or that-clause is the content
    "urge": word_set(
        "ask urge call demand request order implore beg appeal press invite instruct plead encourage"
    ),
    # somebody is judged: what for is the content, the object is whom
    "judge": word_set(
        "accuse blame criticize criticise condemn denounce praise thank slam fault chide rebuke "
        "applaud commend hail welcome deplore decry lambast"
    ),
    "think": word_set(
        "believe think feel expect hope fear doubt worry suspect assume see view regard consider "
        "question want wish intend anticipate know understand realize imagine wonder speculate "
        "conclude prefer"
    ),
    "call": word_set(
        "call describe label dub brand characterize characterise portray term denounce dismiss hail deem"
    ),
    "express": word_set("express voice convey reiterate raise air share offer repeat"),
    "deny": word_set("deny reject dismiss refuse dispute rebuff refute decline oppose"),
    # a position: the object is what is supported, opposed or spoken about
    "position": word_set(
        "support back endorse favor favour prefer defend mention cite note discuss outline detail "
        "tout promote champion advocate highlight mock disavow"
    ),
    # what is spoken about stands behind a preposition
    "about": word_set(
        "talk speak refer point comment complain warn boast brag hint allude object worry joke "
        "disapprove approve argue lash agree caution insist"
    ),
}

_RARE = word_set(
    "read show find decide rule begin continue blast counter text message email see know understand"
)
"""Cue verbs only beside a quotation or a that-clause; alone they mean too many other things."""

NOUN_CUES = word_set(
    "claim statement warning promise pledge demand suggestion hope belief fear concern insistence "
    "assertion accusation allegation admission announcement declaration assurance threat vow "
    "prediction contention argument view opinion conviction remark comment message complaint rumor rumour "
    "speculation doubt suspicion plan decision refusal proposal desire willingness reluctance promise "
    "intention determination vision notion expectation offer request"
)

STANCE_NOUNS = word_set(
    "plan decision refusal proposal desire willingness reluctance intention determination vision notion "
    "expectation hope fear concern doubt view opinion belief conviction support opposition offer request "
    "understanding anxiety anger respect disdain admiration stance position"
)
"""Nouns for what somebody wants or thinks, said or not."""

EXPRESSED = word_set(
    "skepticism scepticism concern support hope confidence doubt fear regret willingness "
    "readiness frustration anger optimism pessimism outrage dismay disappointment alarm "
    "satisfaction gratitude interest opposition solidarity reservation misgiving view opinion "
    "disapproval condolence commitment caution surprise sympathy worry unease"
)

OBJECT_CONTENT = word_set(
    "announce propose predict acknowledge admit confirm promise pledge threaten disclose suggest "
    "reiterate stress emphasize emphasise underline underscore claim allege forecast recommend "
    "question doubt fear expect defend oppose support reject"
)
"""Cue verbs whose plain object is content (*announced a ceasefire*, *question his motives*)."""

DOCUMENTS = word_set(
    "report poll survey document study letter statement filing email memo transcript record "
    "analysis data website paper newspaper magazine account estimate source text communique "
    "communiqué release article broadcaster channel agency network wire post tally count "
    "assessment"
)
"""Nouns for texts that can say something."""

NO_SOURCES = word_set(
    "plan schedule law rule tradition need preference ability taste custom merit size age rank "
    "principle timetable"
)
"""Nouns behind *according to* that things follow, and nobody says."""

ABOUT_NOUNS: dict[str, frozenset[str]] = {
    "support": word_set("for"),
    "opposition": word_set("to"),
    "call": word_set("for"),
    "demand": word_set("for"),
    "criticism": word_set("of"),
    "praise": word_set("for"),
    "concern": word_set("about over"),
    "skepticism": word_set("about over of"),
    "scepticism": word_set("about over of"),
    "warning": word_set("of against about"),
    "promise": word_set("of"),
    "threat": word_set("of"),
    "endorsement": word_set("of"),
    "rejection": word_set("of"),
    "refusal": frozenset(),
    "condemnation": word_set("of"),
    "view": word_set("of on"),
    "description": word_set("of"),
    "accusation": word_set("of"),
    "admission": word_set("of"),
    "denial": word_set("of"),
    "objection": word_set("to"),
    "doubt": word_set("about over"),
    "hope": word_set("for of"),
    "fear": word_set("of about"),
    "pledge": word_set("of"),
    "prediction": word_set("of about"),
    "question": word_set("about over"),
    "comment": word_set("about on"),
    "statement": word_set("about on"),
    "remark": word_set("about on"),
    "complaint": word_set("about of"),
    "assessment": word_set("of"),
    "opinion": word_set("of on about"),
    "critique": word_set("of"),
    "denunciation": word_set("of"),
    "mention": word_set("of"),
    "reference": word_set("to"),
    "request": word_set("for"),
    "proposal": word_set("for"),
    "stance": word_set("on"),
    "position": word_set("on"),
    "defense": word_set("of"),
    "defence": word_set("of"),
    "vision": word_set("of for"),
    "understanding": word_set("of"),
    "anxiety": word_set("about over"),
    "anger": word_set("about over at"),
    "respect": word_set("for"),
    "disdain": word_set("for"),
    "admiration": word_set("for of"),
}
"""Nouns of saying that, with an owner, have their content behind one of these prepositions."""

CUE_PEOPLE = word_set(
    "official reporter journalist adviser advisor aide ally source analyst diplomat civilian "
    "resident lawmaker critic expert observer mediator negotiator supporter opponent minister "
    "leader people government administration ministry president spokesman spokeswoman "
    "spokesperson envoy ambassador commander general chief premier chancellor king queen senator "
    "governor mayor parliament party committee delegation force army military rebel group team "
    "agency office organization organisation union council commission foundation country state "
    "nation side capital member partner monitor witness rescuer doctor medic worker voter "
    "campaign candidate company lawyer judge prosecutor police officer man woman person family "
    "survivor relative teacher student professor scholar researcher economist historian editor "
    "writer author secretary director head chair chairman chairwoman representative deputy "
    "community authority public european western many other most some nobody everyone"
)
"""Nouns for people and bodies that can speak or think."""

PRIVATE_ADVERBS = word_set("privately quietly confidentially secretly discreetly")
PRIVATE_HEARERS = word_set(
    "adviser advisor aide confidant confidante associate ally friend donor staff insider"
)
PUBLIC_HEARERS = word_set(
    "reporter journalist press news crowd parliament lawmaker audience rally world nation public "
    "voter television broadcaster newspaper supporter people country conference viewer reader "
    "senate congress"
)
"""Hearers who make words public whoever reports them."""
UNNAMED_SOURCES = word_set(
    "official source diplomat aide adviser advisor insider staffer bureaucrat informant whistleblower"
)
"""Nouns for those who often speak without their name; one who is named after all is no such source."""
HEARSAY_ADVERBS = word_set("reportedly allegedly purportedly supposedly apparently")
REFUSALS = word_set("refuse decline resist oppose")
"""Verbs that may be done without a word: told of somebody by another, they are no speech of his."""


def classes(lemma: str) -> tuple[CueClass, ...]:
    """Return the cue classes of a verb, in the order they are tried."""
    return tuple(name for name, lemmas in _CLASSES.items() if lemma in lemmas)


def is_rare(lemma: str) -> bool:
    """Whether the verb is a cue only beside a quotation or a that-clause."""
    return lemma in _RARE


ABOUT: dict[str, frozenset[str]] = {
    "talk": word_set("about of"),
    "speak": word_set("about of against"),
    "refer": word_set("to"),
    "point": word_set("to"),
    "comment": word_set("on about"),
    "complain": word_set("about of"),
    "warn": word_set("of about against"),
    "caution": word_set("against"),
    "boast": word_set("of about"),
    "brag": word_set("of about"),
    "hint": word_set("at"),
    "allude": word_set("to"),
    "object": word_set("to"),
    "worry": word_set("about"),
    "joke": word_set("about"),
    "disapprove": word_set("of"),
    "approve": word_set("of"),
    "argue": word_set("for against"),
    "lash": word_set("at"),
    "agree": word_set("on to"),
    "insist": word_set("on"),
}
"""Cue verbs whose content stands behind one of these prepositions."""

BARE_SAYERS = word_set(
    "say add note claim argue insist state maintain contend believe think warn predict announce write tell"
)
"""Verbs of saying that may be followed by a clause without *that*."""

OPENING = word_set("open begin start continue close end finish conclude answer respond reply counter greet")
"""Verbs that lead into a quotation by *with*."""

DISPOSITIONS = word_set(
    "willing unwilling eager reluctant keen determined anxious hesitant critical supportive proud ashamed "
    "jealous fond tired sick"
)
"""Adjectives of what somebody is ready to do, or for or against."""

ATTITUDES = DISPOSITIONS | word_set(
    "confident hopeful optimistic pessimistic worried concerned convinced certain sure afraid "
    "doubtful skeptical sceptical glad pleased disappointed angry aware adamant wary nervous happy unhappy "
    "suspicious dismissive mindful enamored upset furious outraged alarmed sorry unsure uncertain cautious"
)
"""Adjectives with what somebody thinks behind them: a clause, or a phrase with *of* or *about*."""

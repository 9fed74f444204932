"""What is asked of a record: what happened when, who stands where, what does not fit, what was promised.

Pure functions over a record whose actors and proposals are joined (``links.joining.linked``, or the
``record`` of a ``Ruled``); they decide nothing, they set side by side.
"""

from detente.record.asking.contradictions import Contradiction as Contradiction
from detente.record.asking.contradictions import contradictions as contradictions
from detente.record.asking.positions import Position as Position
from detente.record.asking.positions import positions as positions
from detente.record.asking.promises import Ledger as Ledger
from detente.record.asking.promises import promises as promises
from detente.record.asking.timeline import Entry as Entry
from detente.record.asking.timeline import timeline as timeline

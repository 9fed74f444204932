"""What analysts decide about a record, folded into how the record stands: pure functions over rulings.

Rulings are appended and never changed. ``standing`` folds them, ``ruled.rule_on`` gives the record as
ruled, ``anchors`` finds a passage again in a changed document, ``successors`` finds the item again that was
ruled on when a document is read anew. Nothing here opens a database.
"""

from detente.record.ruling.changes import change_of as change_of
from detente.record.ruling.changes import change_text as change_text
from detente.record.ruling.standing import Outcome as Outcome
from detente.record.ruling.standing import Standing as Standing
from detente.record.ruling.standing import Status as Status
from detente.record.ruling.standing import in_force as in_force
from detente.record.ruling.standing import standings as standings
from detente.record.ruling.things import Source as Source
from detente.record.ruling.things import source_id as source_id

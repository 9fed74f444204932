"""What analysts decide about a record, folded into how the record stands: pure functions over rulings.

Rulings are appended and never changed. ``standing`` folds them, ``ruled.rule_on`` gives the record as
ruled, ``anchors`` finds a passage again in a changed document, ``successors`` finds the item again that was
ruled on when a document is read anew. Nothing here opens a database.
"""

from detente.record.ruling.anchors import Orphaned as Orphaned
from detente.record.ruling.anchors import Refound as Refound
from detente.record.ruling.anchors import refind as refind
from detente.record.ruling.carrying import carried as carried
from detente.record.ruling.changes import change_of as change_of
from detente.record.ruling.changes import change_text as change_text
from detente.record.ruling.checking import check_change as check_change
from detente.record.ruling.checking import check_undo as check_undo
from detente.record.ruling.checking import undoing as undoing
from detente.record.ruling.describing import describe as describe
from detente.record.ruling.items import ruled_item as ruled_item
from detente.record.ruling.joins import check_joins as check_joins
from detente.record.ruling.ruled import Ruled as Ruled
from detente.record.ruling.ruled import rule_on as rule_on
from detente.record.ruling.standing import Outcome as Outcome
from detente.record.ruling.standing import Standing as Standing
from detente.record.ruling.standing import Status as Status
from detente.record.ruling.standing import in_force as in_force
from detente.record.ruling.standing import standings as standings
from detente.record.ruling.things import Source as Source
from detente.record.ruling.things import source_id as source_id

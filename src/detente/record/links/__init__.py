"""What joins documents that were read one by one: proposed links between records, each with its score.

Linking changes nothing that was read. ``link`` has the types, the other modules propose, and
``joining.linked`` gives the record as it reads with the links followed.
"""

from detente.record.links.link import Link as Link
from detente.record.links.link import LinkKind as LinkKind
from detente.record.links.link import Links as Links

"""Three invented reports of an invented war, the texts of the sample that the brief is tested with."""

from __future__ import annotations

SHELLING = """Title: Talks on the river districts stall as shelling resumes
Publisher: Kestrel Wire
Published: 2031-05-03

Talks on the river districts stalled on Friday after Northland forces shelled the town of Millford, killing \
at least 14 people, officials said.

“We will not sign away the river districts,” President Aldric Venn of Southmark told reporters in Sudholm. \
He rejected the proposal put forward by Westria, under which Northland would keep the river districts and \
Southmark would receive security guarantees.

In public Venn has ruled out any concession, but in private he told aides that the line of contact could be \
accepted if the guarantees were binding, two officials said.

Westria’s envoy, Ilse Marrow, accused Southmark of resisting the deal. “The text is fair,” she said. “We \
expect an answer within ten days.”
"""

READY = """Northland is ready to sign, President Bertil Dorn said on Thursday. “Northland wants peace,” he \
told a rally in Norholm, and welcomed the proposal.

Hours later Northland aircraft struck a depot near Sudholm. Southmark’s foreign ministry said 9 people had \
died; Northland’s army said there were no dead.

Eastmere’s foreign minister openly opposed the terms, saying that they reward force.

Marrow told Westrian radio that Southmark was willing to engage. “Now the ball is in Northland’s court,” she \
said.

“We will not sign away the river district,” Venn had said a week before.
"""

SHIFT = """Southmark is willing to discuss the proposal if monitors come first, President Aldric Venn said \
on Wednesday, a shift from his refusal of the week before.

Southmark forces pulled back from two villages on Tuesday. In the night a Southmark raid had killed three \
soldiers at the Ostrand bridge.

Dorn denied that Northland aircraft had struck the depot near Sudholm.

Westria will walk away from the mediation by the end of the month, Marrow said, unless both sides accept. A \
meeting of the two foreign ministers is planned for 20 May.
"""

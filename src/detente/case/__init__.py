"""The model of one conflict: parties, options, rules, concerns and where things stand."""

from detente.case.case import Case as Case
from detente.case.drafting import draft as draft

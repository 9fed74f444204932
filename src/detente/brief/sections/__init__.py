"""The parts of a brief after the page of findings, each built from plain blocks."""

"""Small learned taggers, read by onnxruntime: what they see, how they run, what they say.

They see the words of a text with every name replaced by one plain name of its kind, as the parser does
(`detente.reading.parse.masking`), so that what they say does not depend on who is in it. The weights, their
tokenizer and a card for each model lie in ``weights/``; ``training/`` at the root of the repository made
them.
"""

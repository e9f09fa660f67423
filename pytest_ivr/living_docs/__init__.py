"""What a run of the features becomes.

``plugin`` records a run and writes it down as a stream of Cucumber Messages (``stream/``); ``python -m living_docs``
reads such streams, without running anything, and turns them into the document (``document/``).
"""

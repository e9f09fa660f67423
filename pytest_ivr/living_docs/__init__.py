"""What a run of the features becomes.

``recording`` records a run and writes it down as a stream of Cucumber Messages (``stream/``); ``pytest-ivr docs``
reads such streams, without running anything, and turns them into the document (``document/``).
"""

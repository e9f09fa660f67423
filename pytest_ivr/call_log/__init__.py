"""What callers really did: a line's log of its calls, rebuilt, and laid beside its scenarios and explorations.

``reading`` reads the log, ``rebuilding`` makes each call again from the answers in it, ``forms`` knows again what is
said with other data, ``comparing`` lays the calls beside the tests, ``report`` and ``scenarios`` tell what came of it.
"""

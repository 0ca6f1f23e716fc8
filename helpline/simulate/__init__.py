"""Youth and responders who do not exist, over real sockets with real encryption.

The demo, the smoke test and the load generator in one; they come in by the doors real people use.
"""

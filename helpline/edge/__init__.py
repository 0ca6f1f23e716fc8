"""The doors: the only room that knows sockets and HTTP."""

"""The HTTP side of the doors: pages, a few small questions, and who is signed in."""

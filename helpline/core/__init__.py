"""The rules of the helpline: standard library only, no I/O, no clock, no dice, no log."""

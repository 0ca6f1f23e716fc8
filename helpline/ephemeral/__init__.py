"""What forgets: the only room that knows Redis. Every key expires, nothing reaches a disk."""

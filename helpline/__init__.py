"""An anonymous, end-to-end encrypted chat helpline for young people."""

"""What `dev.py` does once `.venv` stands: one module for each subject, standard library only."""

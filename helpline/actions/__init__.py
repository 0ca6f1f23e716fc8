"""What happens: load, ask the rules, commit, say what is to be delivered. Nothing is sent here."""

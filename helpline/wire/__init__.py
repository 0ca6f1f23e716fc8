"""What crosses the net: pydantic models and one catalogue of them."""

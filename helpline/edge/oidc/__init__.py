"""The organization's own sign-in: the only requests that this server makes of anybody."""

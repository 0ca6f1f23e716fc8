"""What can go wrong, as the person at the page is told it.

HelplineError
├── BadInput          the frame does not fit its model
├── TooBig            over the size of a frame
├── TooFast           over the rate; carries the seconds to wait
├── NotNow            the rules do not allow it in this phase
├── NoSuchChat        there is no such chat, or no longer
├── NotYours          the chat is somebody else's, or the fence is old
├── NotAllowed        the role does not permit it
├── ChangedMeanwhile  somebody else changed it first: nothing was written over theirs
├── NotSignedIn       no valid session behind this connection
├── NotFree           the named responder can't take a chat now
├── LineClosed        the line takes no new chats
├── LineFull          the line is at its cap
├── TryAgain          the store did not answer in time, or too many changed the same thing at once
└── Misconfigured     the server refuses to start; says what to set

No error carries what a person typed.
"""


class HelplineError(Exception):
    """Base of all errors a page may be told; `code` is what the page gets."""

    code = "try_again"


class BadInput(HelplineError):
    """The frame does not fit its model."""

    code = "bad_input"


class TooBig(HelplineError):
    """The frame is over the size limit."""

    code = "too_big"


class TooFast(HelplineError):
    """The connection is over its rate; `wait_s` says how long to hold back."""

    code = "too_fast"

    def __init__(self, wait_s: float) -> None:
        super().__init__("too fast")
        self.wait_s = wait_s


class NotNow(HelplineError):
    """The rules do not allow this in the present phase."""

    code = "not_now"


class NoSuchChat(HelplineError):
    """There is no such chat, or no longer."""

    code = "no_such_chat"


class NotYours(HelplineError):
    """The chat is held by somebody else, or by a newer fence."""

    code = "not_yours"


class NotAllowed(HelplineError):
    """The role does not permit this."""

    code = "not_allowed"


class ChangedMeanwhile(HelplineError):
    """Somebody else changed it first: nothing was written over theirs."""

    code = "changed_meanwhile"


class NotSignedIn(HelplineError):
    """There is no valid session behind this connection."""

    code = "not_signed_in"


class NotFree(HelplineError):
    """The named responder can't take a chat now."""

    code = "not_free"


class LineClosed(HelplineError):
    """The line takes no new chats now."""

    code = "line_closed"


class LineFull(HelplineError):
    """The line is at its cap."""

    code = "line_full"


class TryAgain(HelplineError):
    """Nothing was changed; the same request may succeed in a moment."""

    code = "try_again"


class Misconfigured(HelplineError):
    """The server refuses to start; the message names the setting and what it needs."""

    code = "misconfigured"

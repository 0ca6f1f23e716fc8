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
├── FactorNeeded      the password fits; a code has to come with it
├── WrongCode         the code, or what else was to prove it, does not fit or was used
├── StepUpNeeded      it needs a second factor that was shown not long ago
├── NotCleared        a required training is missing or has run out
├── NotFree           the named responder can't take a chat now
├── LineClosed        the line takes no new chats
├── LineFull          the line is at its cap
├── TryAgain          the store did not answer in time, or too many changed the same thing at once
│   └── RecordsAway   the database does not answer: nothing about staff can be read or changed
└── Misconfigured     the server refuses to start; says what to set

Signing up for shifts has codes of its own, below BadInput and NotNow (`core/signups.py`), and so
has the organization's own sign-in, below NotSignedIn, WrongCode and TryAgain (`core/oidc.py`).

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


class FactorNeeded(HelplineError):
    """The password fits; a code of the authenticator, or for recovery, has to come with it."""

    code = "factor_needed"


class WrongCode(HelplineError):
    """What was to prove who asks does not fit, or was used before."""

    code = "wrong_code"


class StepUpNeeded(HelplineError):
    """It needs a second factor that was shown not long ago: show it, then ask again."""

    code = "step_up_needed"


class NotCleared(HelplineError):
    """A required training is missing or has run out; nothing else keeps them from answering."""

    code = "not_cleared"


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


class RecordsAway(TryAgain):
    """The database does not answer: no chat needs it, but nobody can sign in until it does."""

    code = "records_away"


class Misconfigured(HelplineError):
    """The server refuses to start; the message names the setting and what it needs."""

    code = "misconfigured"

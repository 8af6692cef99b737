"""The four kinds of refusal; a sentence for a person, a stable code for the API."""

from django.core.exceptions import ValidationError

__all__ = ["LostRace", "NotNow", "NotYou", "Pointer", "Refusal", "ValidationError"]


class Pointer(str):
    """A sentence that knows where what it asks for is done. place: name of the address; arguments: of that address."""

    def __new__(cls, sentence, place, *arguments):
        made = super().__new__(cls, sentence)
        made.place, made.arguments = place, arguments
        return made

    def __str__(self):  # stays what it is when it is gathered with lazy sentences
        return self


class Refusal(Exception):
    """A deed that was not done. `sentences` are for people, `code` is for programs."""

    code = "refused"
    status = 409

    def __init__(self, *sentences, code=None):
        self.sentences = [str(sentence) for sentence in sentences]
        self.code = code or self.code
        super().__init__(" ".join(self.sentences))


class NotYou(Refusal):
    """The person has no right to it."""

    code = "not_you"
    status = 403


class NotNow(Refusal):
    """The thing is in the wrong state or a condition is unmet; every reason is listed."""

    code = "not_now"


class LostRace(Refusal):
    """Somebody else was faster; `winner` and `at` say who and when."""

    code = "lost_race"

    def __init__(self, sentence, *, winner="", at=None):
        self.winner = str(winner)
        self.at = at
        super().__init__(sentence)

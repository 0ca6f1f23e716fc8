"""What comes and goes in the body of a request, as a model and nothing else."""

from typing import TypeVar

from aiohttp import web
from pydantic import ValidationError

from helpline.core.errors import BadInput
from helpline.wire.shapes import Frame

Model = TypeVar("Model", bound=Frame)


async def read(request: web.Request, model: type[Model]) -> Model:
    """Return what was sent, or raise `BadInput`, which quotes nothing of it."""
    if request.content_type != "application/json":
        raise BadInput("not JSON")
    try:
        return model.model_validate_json(await request.read(), strict=True)
    except ValidationError:
        raise BadInput("does not fit the model") from None


def answer(frame: Frame) -> web.Response:
    """Return a frame as the answer."""
    return web.Response(text=frame.model_dump_json(), content_type="application/json")

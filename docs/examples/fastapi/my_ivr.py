"""The phone line of a bicycle shop, as a FastAPI application that answers nobody but Twilio."""

import os
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from twilio.request_validator import RequestValidator

validator = RequestValidator(os.environ.get("TWILIO_AUTH_TOKEN", "of-the-tests"))


async def signed(request: Request) -> dict:
    form = dict(await request.form())
    if not validator.validate(str(request.url), form, request.headers.get("X-Twilio-Signature", "")):
        raise HTTPException(403)
    return form


app = FastAPI()


@app.post("/voice", dependencies=[Depends(signed)])
async def voice():
    return twiml("""
        <Gather numDigits="1" action="/choice">
          <Say>Welcome to Harbor Bikes. For sales press 1.</Say>
        </Gather>
    """)


@app.post("/choice")
async def choice(form: Annotated[dict, Depends(signed)]):
    if form["Digits"] == "1":
        return twiml("<Dial>+14155550100</Dial>")
    return twiml("<Redirect>/voice</Redirect>")


def twiml(verbs):
    return Response(f"<Response>{verbs}</Response>", media_type="text/xml")

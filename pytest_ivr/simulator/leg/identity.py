"""Who calls whom: the standard parameters that do not change during a call (contract, section 1.2)."""

import hashlib
import re
import uuid
from collections.abc import Mapping

ACCOUNT_SID = "AC" + "0123456789abcdef" * 2
SAN_FRANCISCO = {"City": "SAN FRANCISCO", "State": "CA", "Zip": "94103", "Country": "US"}
NORTH_AMERICA = {"City": "", "State": "", "Zip": "", "Country": "US"}
UNKNOWN = {"City": "", "State": "", "Zip": "", "Country": ""}
SIP_URI = re.compile("sips?:(?P<user>[^@]+)@(?P<domain>[^;:]+).*")


def identify(from_: str, to: str, others: Mapping[str, str]) -> dict[str, str]:
    """Return the standard parameters of a new inbound call, all but CallStatus, by name.

    ``others`` are added, and replace those of the same name.
    """
    parameters = {
        "AccountSid": ACCOUNT_SID,
        "ApiVersion": "2010-04-01",
        "CallSid": f"CA{uuid.uuid4().hex}",
        "CallToken": f"%7B%22parentCallInfoToken%22%3A%22{uuid.uuid4().hex}%22%7D",
        "Direction": "inbound",
        **party("From", "Caller", from_),
        **party("To", "Called", to),
    }
    if from_.startswith("+1"):
        parameters["StirVerstat"] = "TN-Validation-Passed-A"
    sip = SIP_URI.fullmatch(from_)
    if sip:
        parameters |= {
            "SipDomain": sip["domain"],
            "SipDomainSid": new_sid("SD", sip["domain"]),
            "SipUsername": sip["user"],
            "SipCallId": f"{uuid.uuid4().hex}@0.0.0.0",
            "SipSourceIp": "203.0.113.7",
        }
    return {**parameters, **others}


def party(name: str, old_name: str, number: str) -> dict[str, str]:
    """Return the parameters of one party, under the name and its older copy; city and state may be empty."""
    location = SAN_FRANCISCO if number.startswith("+1415") else NORTH_AMERICA if number.startswith("+1") else UNKNOWN
    parameters = {"": number, **location}
    return {who + part: value for who in (name, old_name) for part, value in parameters.items()}


def new_sid(kind: str, *seed: object) -> str:
    """Return an identifier of Twilio's: two letters that tell the kind, and 32 hexadecimal digits of the seed."""
    return kind + hashlib.sha256(repr(seed).encode()).hexdigest()[:32]


def identify_callee(caller: Mapping[str, str], sid: str, from_: str, to: str) -> dict[str, str]:
    """Return the standard parameters of a call that a call has made, all but CallStatus (contract, section 4.6)."""
    return {
        "AccountSid": caller["AccountSid"],
        "ApiVersion": caller["ApiVersion"],
        "CallSid": sid,
        "ParentCallSid": caller["CallSid"],
        "Direction": "outbound-dial",
        **party("From", "Caller", from_),
        **party("To", "Called", to),
    }

"""Who calls whom: the standard parameters that do not change during a call (contract, section 1.2)."""

import uuid

ACCOUNT_SID = "AC" + "0123456789abcdef" * 2
CALLER_PLACE = {"City": "SAN FRANCISCO", "State": "CA", "Zip": "94103", "Country": "US"}
LINE_PLACE = {"City": "", "State": "", "Zip": "", "Country": "US"}  # as for toll-free numbers: known in part


def identify(from_: str, to: str) -> dict[str, str]:
    """Return the standard parameters of a new inbound call, all but CallStatus, by name."""
    return {
        "AccountSid": ACCOUNT_SID,
        "ApiVersion": "2010-04-01",
        "CallSid": f"CA{uuid.uuid4().hex}",
        "Direction": "inbound",
        "From": from_,
        "Caller": from_,
        "To": to,
        "Called": to,
        **{party + part: value for party in ("From", "Caller") for part, value in CALLER_PLACE.items()},
        **{party + part: value for party in ("To", "Called") for part, value in LINE_PLACE.items()},
    }

"""The phone line of a bicycle shop that counts its callers."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .models import Caller


@csrf_exempt
def voice(request):
    """Count the caller, and offer the menu."""
    Caller.objects.create(number=request.POST["From"])
    return twiml(f"""
        <Gather numDigits="1" action="/choice">
          <Say>Welcome to Harbor Bikes. You are caller number {Caller.objects.count()}. For sales press 1.</Say>
        </Gather>
    """)


@csrf_exempt
def choice(request):
    """Do what the caller has chosen."""
    if request.POST["Digits"] == "1":
        return twiml("<Dial>+14155550100</Dial>")
    return twiml("<Redirect>/voice</Redirect>")


def twiml(verbs):
    """Return verbs as a document."""
    return HttpResponse(f"<Response>{verbs}</Response>", content_type="text/xml")

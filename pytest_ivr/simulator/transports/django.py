"""The transport to a Django project in this process."""

from urllib.parse import urlsplit

from .transport import Request, Response, crashed, read_answer


class DjangoTransport:
    """Delivers through Django's test client: in this process, with CSRF checks, errors as HTTP 500.

    ``connect_to`` is the address behind a proxy ("http://10.0.0.5:8000"): the application is reached
    by its scheme and gets the public one in X-Forwarded-Proto, as from a TLS-terminating proxy.
    """

    def __init__(self, connect_to: str | None = None) -> None:
        from django.test import Client

        self.connect_to = connect_to
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def send(self, request: Request) -> Response:
        """Deliver the request to the Django project in this process."""
        url = urlsplit(request.url)
        headers = request.headers_behind(self.connect_to)
        content_type = headers.pop("Content-Type", "")
        self.client.cookies.clear()  # the call keeps its own
        answer = self.client.generic(
            request.method,
            url._replace(scheme="", netloc="").geturl() or "/",
            request.body,
            content_type,
            secure=urlsplit(self.connect_to or request.url).scheme == "https",
            headers=headers,
        )
        cookies = [("Set-Cookie", cookie.OutputString()) for cookie in answer.cookies.values()]
        try:
            return read_answer(answer.status_code, [*answer.headers.items(), *cookies], answer)
        except Exception:
            return crashed()
        finally:
            if answer.streaming:  # any other is closed by the test client
                answer.close()

import pytest
from my_ivr import app
from pytest_ivr import Line
from pytest_ivr.simulator import WsgiTransport


@pytest.fixture(scope="session")
def line():
    return Line("https://merchants.example/merchants", WsgiTransport(app))

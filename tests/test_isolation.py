"""The tests reach nothing outside this machine: pytest-socket, set in pyproject.toml, sees to it."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_everything_else_is_closed() -> None:
    # 192.0.2.1 belongs to a block that is reserved for documentation: nobody answers there.
    with (
        socket.socket() as client,
        pytest.warns(UserWarning, match="socket"),
        pytest.raises(SocketConnectBlockedError),
    ):
        client.connect(("192.0.2.1", 80))

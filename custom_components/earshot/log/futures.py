"""Futures between threads: what is asked for is done, whether or not the asker still waits."""

from collections.abc import Callable
from concurrent.futures import Future

from .errors import LogError


def running[T](future: Future[T]) -> Future[T]:
    """Return the future, no longer to be cancelled."""
    future.set_running_or_notify_cancel()
    return future


def done[T](value: T) -> Future[T]:
    """Return a future that has its value."""
    future = Future[T]()
    future.set_result(value)
    return future


def failed[T](error: Exception) -> Future[T]:
    """Return a future that has failed."""
    future = Future[T]()
    future.set_exception(error)
    return future


def settle[T](future: Future[T], call: Callable[[], T]) -> None:
    """Give a future what a call returns or raises; what is no LogError is a bug, and raised here too."""
    try:
        result = call()
    except LogError as error:
        future.set_exception(error)
    except BaseException as error:
        future.set_exception(error)
        raise
    else:
        future.set_result(result)

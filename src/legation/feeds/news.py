"""Pages from the network: one report at a time."""

import time

import httpx

from legation.errors import InputError

TIMEOUT_S = 15.0
MAX_BYTES = 20_000_000
_AGENT = "legation/0.1 (evidence-based briefings)"


def fetch_page(url: str, timeout_s: float = TIMEOUT_S) -> bytes:
    """Fetch one page.

    Args:
        url: http or https.
        timeout_s: how long to wait, for the connection and for the whole page.

    Raises:
        InputError: if it does not answer in time, answers with an error, or is larger than 20 MB.
    """
    chunks: list[bytes] = []
    size = 0
    deadline = time.monotonic() + timeout_s
    try:
        with (
            httpx.Client(
                follow_redirects=True, timeout=timeout_s, headers={"User-Agent": _AGENT}
            ) as client,
            client.stream("GET", url) as response,
        ):
            response.raise_for_status()
            for chunk in response.iter_bytes():
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("the page trickles")
                size += len(chunk)
                if size > MAX_BYTES:
                    raise InputError(f"{url} is larger than 20 MB: save only the article's text")
                chunks.append(chunk)
    except httpx.TimeoutException:
        raise InputError(
            f"{url} did not answer within {timeout_s:.0f} s: save the page and give the file"
        ) from None
    except httpx.HTTPStatusError as error:
        raise InputError(
            f"{url} answered {error.response.status_code}: check the address, or save the page and "
            "give the file"
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError(f"{url} cannot be read ({error}): check the address") from None
    return b"".join(chunks)

"""The program `legation`: commands are imported only when they run."""

import gc
import logging
import os
import sys

from cyclopts import App

from legation import __version__
from legation.errors import LegationError

EXIT_INPUT = 2
EXIT_INTERNAL = 70

app = App(
    name="legation",
    help="From a report of a diplomatic event to an evidence-based briefing.",
    version=__version__,
    help_format="plaintext",
    suppress_keyboard_interrupt=False,
)
app.command(
    "legation.cli.brief:brief", name="brief", help="Brief a report: file, URL, - or a sentence."
)
app.command(
    "legation.cli.check:check", name="check", help="Check a report's claims, one line each."
)
app.command("legation.cli.code:code", name="code", help="Code the events that texts tell.")
app.command("legation.cli.history:history", name="history", help="Show the history of two states.")
app.command(
    "legation.cli.forecast:forecast",
    name="forecast",
    help="Forecast what one state will do toward another.",
)
app.command(
    "legation.cli.backtest:backtest_app",
    name="backtest",
    help="Score the forecasters on days they had not seen.",
)
app.command(
    "legation.cli.who:who", name="who", help="Say who a person or office-holder was on a day."
)
app.command(
    "legation.cli.imports:import_feed", name="import", help="Import a feed's files into the record."
)
app.command(
    "legation.cli.sync:sync", name="sync", help="Fetch a feed's published files into the record."
)
app.command(
    "legation.cli.record:record_app",
    name="record",
    help="Show, verify, export or compact the record.",
)


def _shorten(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def quiet_interruptions() -> None:
    """Print no traceback of an interruption that Python drops at the end of a generator.

    The engine below raises an interruption a second time while the first one is on its way up, and
    the second one falls where it may. Other dropped errors are told as usual.
    """
    usual = sys.unraisablehook

    def hear(dropped: "sys.UnraisableHookArgs") -> None:
        if not issubclass(dropped.exc_type, KeyboardInterrupt):
            usual(dropped)

    sys.unraisablehook = hear


def run_cli() -> None:
    """Run a command; a failure is one sentence on standard error and a non-zero exit."""
    quiet_interruptions()
    gc.disable()  # one short run: collecting while modules load costs a sixth of it
    logging.getLogger().addHandler(logging.NullHandler())  # readers' remarks are no user's concern
    try:
        app()
    except LegationError as error:
        sys.stderr.write(f"legation: {error}\n")
        sys.exit(EXIT_INPUT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(
            f"legation: {where}{error.strerror or error}; what was committed before is safe: make "
            "room or check the permissions, and run this again\n"
        )
        sys.exit(EXIT_INPUT)
    except KeyboardInterrupt:
        sys.stderr.write("legation: stopped; what was written before is complete\n")
        sys.exit(130)
    except Exception as error:  # the last door: a user never meets a traceback
        if os.environ.get("LEGATION_DEBUG"):
            raise
        sys.stderr.write(
            f"legation: internal error ({type(error).__name__}: {_shorten(error)}); "
            "set LEGATION_DEBUG=1 to see where, and report it with the input\n"
        )
        sys.exit(EXIT_INTERNAL)

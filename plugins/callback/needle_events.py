"""What a run does, as lines of JSON for `needle run`."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
name: needle_events
type: notification
short_description: Tells needle what a run does
version_added: 0.1.0
author:
  - needle authors (!UNKNOWN)
description:
  - Writes one line of JSON for each play, task and result to a file descriptor that the caller has opened.
  - Does nothing without one, so that it may lie in any callback path.
  - Of a result it hands on the status and what the module said; never what the module was called with, and of a result under C(no_log)
    only that there is one.
options:
  fd:
    description: Number of the file descriptor.
    type: int
    env:
      - name: NEEDLE_EVENTS_FD
"""

import json
import os
import time

from ansible import context
from ansible.plugins.callback import CallbackBase

# What may be handed on of a result. Everything else may hold arguments: `invocation`, `cmd`, `item`, diffs, facts.
SAYINGS = ("msg", "reason", "stderr", "stdout", "module_stderr", "module_stdout")
DEBUG = ("debug", "ansible.builtin.debug", "ansible.legacy.debug")

# Characters of one text. A program that fails says why at its end, a module at its beginning.
LONGEST = 4000
# Failed items of a loop.
MOST = 20


def _short(key, value):
    text = value if isinstance(value, str) else json.dumps(value, default=str, sort_keys=True)
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST] + "..." if key in ("msg", "reason") else "..." + text[-LONGEST:]


def _said(result):
    if "censored" in result:
        return {"censored": True}
    said = {key: _short(key, result[key]) for key in SAYINGS if result.get(key)}
    if isinstance(result.get("rc"), int):
        said["rc"] = result["rc"]
    failed = [item for item in _items(result) if item.get("failed") or item.get("unreachable")]
    if failed:
        said["items"] = [_said(item) for item in failed[:MOST]]
    return said


def _items(result):
    items = result.get("results")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _shown(result):
    """What a debug task is there to show."""
    if "censored" in result:
        return []
    items = _items(result)
    if items:
        return [text for item in items for text in _shown(item)]
    if result.get("skipped") or result.get("skip_reason"):
        return []
    if "msg" in result:
        lines = result["msg"] if isinstance(result["msg"], list) else [result["msg"]]
        return [_short("msg", line) for line in lines]
    known = ("changed", "failed", "skipped", "item")
    return ["%s: %s" % (key, _short("msg", value)) for key, value in result.items() if key[:1] != "_" and key not in known]


class CallbackModule(CallbackBase):
    """One event, one line."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "needle_events"

    def __init__(self, *args, **kwargs):
        super(CallbackModule, self).__init__(*args, **kwargs)
        self._fd = None
        self._begin = time.monotonic()

    def set_options(self, task_keys=None, var_options=None, direct=None):
        super(CallbackModule, self).set_options(task_keys=task_keys, var_options=var_options, direct=direct)
        self._fd = self.get_option("fd")
        self.disabled = not self._is_open()

    def _is_open(self):
        if self._fd is None or self._fd < 3:
            return False
        try:
            # What tasks start on the controller must not keep it open.
            os.set_inheritable(self._fd, False)
        except OSError:
            return False
        return True

    def _tell(self, event, **fields):
        line = json.dumps(dict(fields, event=event, at=round(time.monotonic() - self._begin, 3)), default=str)
        rest = line.encode("ascii") + b"\n"
        try:
            while rest:
                rest = rest[os.write(self._fd, rest):]
        except OSError:
            # Nobody listens any more; the run goes on.
            self.disabled = True

    def v2_playbook_on_start(self, playbook):
        self._tell("start", check=bool(context.CLIARGS.get("check")))

    def v2_playbook_on_play_start(self, play):
        self._tell("play", name=play.get_name().strip(), path=play.get_path())

    def v2_playbook_on_no_hosts_matched(self):
        self._tell("no-hosts")

    def v2_playbook_on_task_start(self, task, is_conditional):
        self._task(task)

    def v2_playbook_on_handler_task_start(self, task):
        self._task(task, handler=True)

    def v2_playbook_on_cleanup_task_start(self, task):
        self._task(task)

    def _task(self, task, handler=False):
        role = getattr(task, "_role", None)
        fields = {"role": role.get_name(), "folder": getattr(role, "_role_path", None)} if role else {}
        self._tell("task", task=task._uuid, name=task.get_name().strip(), path=task.get_path() or "", handler=handler, **fields)

    def v2_runner_on_start(self, host, task):
        self._tell("begin", task=task._uuid, host=host.get_name())

    def v2_runner_retry(self, result):
        left = result._result.get("retries", 0) - result._result.get("attempts", 0)
        self._tell("retry", task=result._task._uuid, host=result._host.get_name(), left=left)

    def v2_on_file_diff(self, result):
        data = result._result
        parts = [part for part in _items(data) or [data] if part.get("diff") and part.get("changed") and "censored" not in part]
        text = "".join(self._get_diff(part["diff"]) for part in parts)
        if text:
            self._tell("diff", task=result._task._uuid, host=result._host.get_name(), text=text)

    def v2_runner_on_ok(self, result):
        debugs = result._task.action in DEBUG
        shown = {"shown": _shown(result._result)} if debugs else {}
        self._result(result, "changed" if result._result.get("changed") else "ok", **shown)

    def v2_runner_on_skipped(self, result):
        self._result(result, "skipped")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._result(result, "failed", ignored=bool(ignore_errors), said=_said(result._result))

    def v2_runner_on_unreachable(self, result):
        ignored = bool(getattr(result._task, "ignore_unreachable", False))
        self._result(result, "unreachable", ignored=ignored, said=_said(result._result))

    def _result(self, result, status, **fields):
        self._tell("result", task=result._task._uuid, host=result._host.get_name(), status=status, **fields)

    def v2_playbook_on_stats(self, stats):
        self._tell("stats", hosts={host: stats.summarize(host) for host in sorted(stats.processed)})

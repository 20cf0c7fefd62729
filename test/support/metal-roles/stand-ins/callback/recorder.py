"""Stand-in for everything that modules do: each is recorded with the arguments that reach it, and none runs.

Plays, roles, variables, templates, filters, conditions and Ansible's actions are the real ones; only where an action would hand over to a
module, an answer comes back from here. Waiting takes no time.
"""

import base64
import os
import shlex
import time

import stand_in
import yaml
from ansible.plugins.action import ActionBase
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: recorder
type: notification
short_description: Stand-in
description: [Records what modules are asked to do.]
"""

_sleep = time.sleep
time.sleep = lambda seconds: _sleep(min(seconds, 0.01))


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "recorder"

    def v2_playbook_on_task_start(self, task, is_conditional):
        # There are no secrets here, but faults that somebody has to read.
        task._no_log = False


def _execute(action, module_name=None, module_args=None, task_vars=None, **_options):
    task = action._task
    name = (module_name or task.action).split(".")[-1]
    args = dict(task.args if module_args is None else module_args)
    where = {"host": (task_vars or {}).get("inventory_hostname"), "task": task.get_name(), "module": name}
    environment = dict(os.environ)
    for entry in task.environment or []:
        environment.update(entry or {})
    return _answers.get(name, _done)(args, where, environment)


ActionBase._execute_module = _execute


def _done(args, where, _environment):
    stand_in.record({"tool": "module", **where, "args": args})
    return {"changed": True}


def _cluster(args, environment):
    return stand_in.cluster_of(args.get("kubeconfig") or environment.get("K8S_AUTH_KUBECONFIG"))


def _objects(args):
    definition = args.get("definition", args.get("resource_definition"))
    if definition is None:
        metadata = {field: args[field] for field in ("name", "namespace") if field in args}
        return [{"apiVersion": args.get("api_version", "v1"), "kind": args["kind"], "metadata": metadata}]
    if isinstance(definition, str):
        definition = list(yaml.safe_load_all(definition))
    listed = definition if isinstance(definition, list) else [definition]
    flat = [thing for entry in listed if entry for thing in (entry if isinstance(entry, list) else [entry])]
    return [thing for entry in flat for thing in (entry["items"] if entry.get("kind") == "List" else [entry])]


def _namespaced(thing, args):
    metadata = thing.get("metadata") or {}
    if "namespace" in metadata or not args.get("namespace"):
        return thing
    return {**thing, "metadata": {**metadata, "namespace": args["namespace"]}}


def _k8s(args, where, environment):
    things = [_namespaced(thing, args) for thing in _objects(args)]
    state = args.get("state", "present")
    # The module asks the API for a kind and a name; without them it can do nothing.
    for thing in things:
        if not (thing.get("apiVersion") and thing.get("kind") and (thing.get("metadata") or {}).get("name")):
            return {"failed": True, "msg": f"stand-in: no apiVersion, kind or name in {thing}"}
        # Asked without a definition, the module waits for an object that somebody else makes.
        if "definition" in args or "resource_definition" in args or state == "absent":
            call = {"tool": "object", **where, "cluster": _cluster(args, environment), "state": state, "object": thing}
            stand_in.record(call)
    return {"changed": True, "result": things[0] if len(things) == 1 else {"results": things}}


def _k8s_info(args, where, environment):
    cluster = _cluster(args, environment)
    stand_in.record({"tool": "question", **where, "cluster": cluster, "args": args})
    found = stand_in.find(
        cluster,
        args.get("api_version", "v1"),
        args["kind"],
        args.get("namespace"),
        args.get("name"),
        stand_in.labels_of(args.get("label_selectors")),
    )
    return {"changed": False, "resources": found}


def _helm(args, where, environment):
    values = args.get("values", args.get("release_values")) or {}
    release = {
        "name": args.get("name", args.get("release_name")),
        "namespace": args.get("release_namespace", args.get("namespace")),
        "chart": args.get("chart_ref"),
        "version": args.get("chart_version"),
    }
    state = args.get("state", args.get("release_state", "present"))
    call = {"tool": "release", **where, "cluster": _cluster(args, environment), "state": state, **release, "values": values}
    stand_in.record(call)
    return {"changed": True, "status": {}, "stdout": "", "stderr": ""}


def _command(args, where, environment):
    words = args.get("argv") or shlex.split(args.get("_raw_params") or args.get("cmd") or "")
    stand_in.record({"tool": "command", **where, "words": words})
    if words[:2] == ["helm", "upgrade"]:
        options = {word: words[index + 1] for index, word in enumerate(words[:-1]) if word.startswith("-")}
        values = _uploaded(os.path.join(args["chdir"], options["-f"])) if "-f" in options else ""
        release = {"name": words[-2], "namespace": options["--namespace"], "chart": words[-1]}
        cluster = stand_in.cluster_of(options.get("--kubeconfig") or environment.get("KUBECONFIG"))
        version = options.get("--version")
        parsed = yaml.safe_load(values) or {}
        call = {"tool": "release", **where, "cluster": cluster, "state": "present", **release}
        stand_in.record({**call, "version": version, "values": parsed})
    answer = "stand-in"
    return {"changed": True, "rc": 0, "stdout": answer, "stdout_lines": [answer], "stderr": "", "stderr_lines": []}


def _uploaded(dest):
    """The text of a file as it was put on the host last."""
    found = [call["text"] for call in stand_in.calls() if call["tool"] == "file" and call["dest"] == dest]
    return found[-1] if found else ""


def _copy(args, where, _environment):
    if args.get("remote_src"):
        stand_in.record({"tool": "module", **where, "args": args})
        return {"changed": False, "dest": args["dest"]}
    name = args.get("_original_basename") or os.path.basename(args.get("src") or "")
    dest = os.path.join(args["dest"], name) if args["dest"].endswith("/") else args["dest"]
    uploads = [call["text"] for call in stand_in.calls() if call["tool"] == "upload" and call["path"] == args.get("src")]
    text = uploads[-1] if uploads else args.get("content") or ""
    stand_in.record({"tool": "file", **where, "dest": dest, "text": text, "mode": args.get("mode")})
    return {"changed": True, "dest": dest, "state": "file"}


def _slurp(args, where, _environment):
    stand_in.record({"tool": "module", **where, "args": args})
    text = _uploaded(args.get("src", args.get("path"))) or "stand-in"
    return {"changed": False, "encoding": "base64", "content": base64.b64encode(text.encode()).decode()}


def _facts(facts):
    return lambda _args, _where, _environment: {"changed": False, "ansible_facts": facts}


_debian = {
    "ansible_distribution": "Debian",
    "ansible_distribution_release": "bookworm",
    "ansible_distribution_version": "12",
    "ansible_distribution_major_version": "12",
    "ansible_os_family": "Debian",
    "ansible_hostname": "stand-in",
    "ansible_fqdn": "stand-in.example.test",
    "ansible_service_mgr": "systemd",
    "ansible_pkg_mgr": "apt",
    "ansible_interfaces": ["lo", "eth0"],
    "ansible_default_ipv4": {"address": "192.0.2.1", "interface": "eth0"},
    "ansible_architecture": "x86_64",
}
_sonic = {
    "metal_stack_switch_os_name": "sonic",
    "metal_stack_switch_os_is_sonic": True,
    "metal_stack_switch_os_is_cumulus": False,
}
_answers = {
    "k8s": _k8s,
    "k8s_info": _k8s_info,
    "k8s_exec": _command,
    "helm": _helm,
    "command": _command,
    "shell": _command,
    "copy": _copy,
    "slurp": _slurp,
    "stat": lambda args, _where, _environment: {"changed": False, "stat": {"exists": False, "path": args.get("path")}},
    "setup": _facts(_debian),
    "package_facts": _facts({"packages": {}}),
    "service_facts": _facts({"services": {}}),
    "switch_facts": _facts(_sonic),
    "metal_v2_admin_tenant": lambda _args, _where, _environment: {"changed": False, "id": "stand-in"},
    "metal_v2_admin_token": lambda _args, _where, _environment: {"changed": False, "secret": "stand-in", "token": "stand-in"},
    "discovery_api_k8s": lambda args, _where, _environment: {"changed": False, "result": [args]},
}

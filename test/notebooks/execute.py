"""Runs a notebook from top to bottom and writes it with its outputs: execute.py NOTEBOOK OUT.

Deno's kernel may say that a cell is done before it has sent the cell's last output, and ready-made clients then lose
it. Here each cell is followed by an empty one: what the first one sent is there before that is done.
"""

import json
import signal
import sys

from jupyter_client.manager import start_new_kernel

LONGEST_SECONDS = 50


def run(client, code):
    """The messages that arrived until the code was done, as (request, message)."""
    request = client.execute(code)
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=LONGEST_SECONDS)
        messages.append((message["parent_header"].get("msg_id"), message))
        content = message["content"]
        if messages[-1][0] == request and content.get("execution_state") == "idle":
            return request, messages


def outputs_of(client, code):
    request, before = run(client, code)
    _, after = run(client, "")
    sent = [message for parent, message in before + after if parent == request]
    kinds = ("execute_result", "display_data", "stream", "error")
    return [{"output_type": message["msg_type"], **message["content"]} for message in sent if message["msg_type"] in kinds]


def main(notebook_path, out_path):
    with open(notebook_path, encoding="utf-8") as file:
        notebook = json.load(file)
    manager, client = start_new_kernel(kernel_name=notebook["metadata"]["kernelspec"]["name"], startup_timeout=LONGEST_SECONDS)
    try:
        for cell in notebook["cells"]:
            if cell["cell_type"] != "code":
                continue
            cell["outputs"] = outputs_of(client, "".join(cell["source"]))
            failed = [output for output in cell["outputs"] if output["output_type"] == "error"]
            if failed:
                sys.exit(f"cell {cell['id']}: {failed[0]['ename']}: {failed[0]['evalue']}")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    with open(out_path, "w", encoding="utf-8") as file:
        json.dump(notebook, file)


# Whoever ends this ends the kernel with it.
signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
main(*sys.argv[1:])

"""Proof: foreign clients verify the running journal, and an auditor sees what was done to a copy of it."""

import json
import shutil

from assay_acceptance import proofs
from assay_acceptance.check import check, check_equal
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario
from assay_acceptance.segment import Segment, copy_of

VERSIONS = 100
DESCRIPTION = "a line that nobody may change"


@scenario("proof", views=EMBEDDED_ONLY)
def proof(world):
    """Every commit is included for clients that are not Assay's, and tampering with a copy is named by its first position."""
    proofs.install()
    server, api = world.started()
    log = proofs.Log(server)
    auditor = world.subdirectory("auditor")
    old = auditor / "old.checkpoint"
    old.write_text(log.text("checkpoint"))
    fill(api)
    print(log.check(f"-old={old}", f"-save={auditor}"))
    check_equal(old.read_text().splitlines()[0], (auditor / "checkpoint").read_text().splitlines()[0], "origin")
    (auditor / "key").write_text(log.key)
    kept = (f"--checkpoint={old}", f"--checkpoint={auditor / 'checkpoint'}", f"--verifier-key={auditor / 'key'}")
    running = check_forged(server, old, auditor)
    check(running["source"].startswith("file exported by the running server"), f"read: {running['source']}")
    server.terminate()
    server.wait()
    stopped = verified(server, 0, *kept)
    check_equal((stopped["root"], stopped["commits"]), (running["root"], running["commits"]), "root and size, stopped and running")
    check_equal(stopped["records"], stopped["commits"], "records, none of them void")
    tamper(world, server, kept, auditor, stopped["commits"])


def fill(api) -> None:
    """More commits than a tile holds."""
    api.create_bucket("golden")
    for number in range(VERSIONS):
        api.publish("golden", f"fp-{number}")
    api.call("PATCH", f"{api.root}/buckets/golden", {"description": DESCRIPTION})


def verified(server, code: int, *arguments: str) -> dict:
    found, text = server.command("verify", *arguments, "--output=json")
    check_equal(found, code, f"exit code of verify, which said {text!r}")
    return json.loads(text.splitlines()[-1])


def check_forged(server, old, auditor) -> dict:
    lines = old.read_text().splitlines(keepends=True)
    forged = auditor / "forged"
    forged.write_text("".join([lines[0], f"{int(lines[1]) + 1}\n", *lines[2:]]))
    report = verified(server, 4, f"--checkpoint={forged}", f"--verifier-key={auditor / 'key'}")
    check_equal(report["fits"], True, "fits, for the others")
    signatures = {one["signature"] for one in report["checkpoints"] if one["name"] == str(forged)}
    check_equal(signatures, {"bad"}, "signature of a forged checkpoint")
    return report


# A copy is tampered with


def tamper(world, server, kept, auditor, commits: int) -> None:
    segment = Segment(server.data / "broker")
    one = segment.single(len(segment.batches) // 2)
    # The genesis has the first offset and no position.
    position = segment.offset(one) - 1
    for kind, change in {"missing": drop, "reordered": swap, "truncated": truncate}.items():
        check_misfit(verified(tampered(world, server, kind, change, one), 3, *kept), position, kind)
    check_replay(tampered(world, server, "replay", replay, one), kept, position, commits)
    edited = next(i for i, batch in enumerate(segment.batches) if DESCRIPTION.encode() in batch)
    check_without_the_index(tampered(world, server, "edited", edit, edited), kept, auditor, segment.offset(edited) - 1)


def check_misfit(report: dict, position: int, kind: str) -> None:
    misfit = report["misfit"]
    check_equal(misfit.get("position"), position, f"first wrong position of a log that was {kind}: {misfit}")
    check_equal(misfit["kind"], kind, f"what was done: {misfit}")


def tampered(world, server, name: str, change, index: int):
    copy = world.server(data=copy_of(server.data, world.directory / f"tampered-{name}"))
    segment = Segment(copy.data / "broker")
    change(segment, index)
    segment.write()
    return copy


def edit(segment: Segment, index: int) -> None:
    segment.edit(index, DESCRIPTION.encode(), DESCRIPTION.replace("nobody", "anyone").encode())


def drop(segment: Segment, index: int) -> None:
    del segment.batches[index]


def swap(segment: Segment, index: int) -> None:
    batches = segment.batches
    batches[index], batches[index + 1] = batches[index + 1], batches[index]


def truncate(segment: Segment, index: int) -> None:
    del segment.batches[index:]


def replay(segment: Segment, index: int) -> None:
    segment.batches.append(bytearray(segment.batches[index]))


def check_replay(copy, kept, position: int, commits: int) -> None:
    """Every reader passes over a repetition, so history stands; it is told nevertheless."""
    report = verified(copy, 0, *kept)
    check_equal((report["commits"], [repeat["position"] for repeat in report["repeats"]]), (commits, [position]), "commits and repeats")


def check_without_the_index(copy, kept, auditor, position: int) -> None:
    """Whoever tampers deletes the index, too: the tiles that the auditor kept know the place."""
    shutil.rmtree(copy.data / "index")
    shutil.rmtree(copy.data / "checkpoints")
    check_misfit(verified(copy, 3, *kept, f"--tiles={auditor}"), position, "edited")

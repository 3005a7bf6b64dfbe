"""Views are a cache: made anew from the journal, they answer the same."""

from assay_acceptance.audit import Shown
from assay_acceptance.check import check, check_equal
from assay_acceptance.scenario import scenario

BUCKETS = ("golden", "silver")


@scenario("rebuild-views")
def rebuild_views(world):
    """`rebuild-views` builds the views anew, of a running and of a stopped registry, and every answer stays the same."""
    server, api = world.started()
    for bucket in BUCKETS:
        publish(api, bucket)
    before = shown(api)
    rebuild(server)
    check_equal(shown(api), before, "answers of the running server after the rebuild")
    server.terminate()
    server.wait()
    rebuild(server)
    server.start()
    check_equal(shown(api), before, "answers after the rebuild")
    # The new views are live, not only right: they take what happens next.
    api.move_channel("golden", "production", "fp-1")
    check_equal(api.channel("golden", "production")["version"]["fingerprint"], "fp-1", "a move after the rebuild")


def rebuild(server) -> None:
    code, text = server.command("rebuild-views")
    check_equal(code, 0, f"exit code of rebuild-views, which said {text!r}")
    check("Views rebuilt: generation" in text, f"rebuild-views said {text!r}")


def publish(api, bucket: str) -> None:
    api.create_bucket(bucket)
    for fingerprint in ("fp-1", "fp-2"):
        api.publish(bucket, fingerprint)
    api.create_channel(bucket, "production", "fp-1")
    api.move_channel(bucket, "production", "fp-2")


def shown(api) -> dict:
    answers = {bucket: vars(Shown(api, bucket)) for bucket in BUCKETS}
    return answers | {"buckets": api.buckets(), "builds": api.builds("golden", "fp-1")}

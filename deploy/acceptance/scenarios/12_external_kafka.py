"""Two servers on one broker and one MongoDB: the same registry, twice."""

import shutil

from assay_acceptance.api import Api
from assay_acceptance.check import check, check_equal
from assay_acceptance.scenario import MONGODB, scenario

ROUNDS = 50


@scenario("external-kafka", views=(MONGODB,))
def external_kafka(world):
    """Two servers share a Kafka topic and MongoDB: what one acknowledges the other shows at once, also alone."""
    broker = world.kafka()
    on_it = (f"--assay.kafka.bootstrap-servers={broker.bootstrap_servers}",)
    one = (*on_it, "--assay.kafka.replication-factor=1")
    world.server(data=world.directory / "undeclared", more=on_it).check_refuses(
        "replication factor 3", r"assay\.kafka\.replication-factor=1")
    first = world.server(data=world.directory / "first", more=one).start()
    second = world.server(data=world.subdirectory("second"), more=one)
    # Secrets in the journal are sealed under it, so all servers of a registry have the same.
    shutil.copy2(first.data / "master.key", second.data / "master.key")
    second.start()
    # One token for both: what signs tokens is shared, too.
    token = Api(first.client()).token
    apis = [Api(server.client(), token, keep_alive=True) for server in (first, second)]
    apis[0].create_bucket("golden")
    for fingerprint in ("fp-1", "fp-2"):
        apis[0].publish("golden", fingerprint)
    apis[1].create_channel("golden", "production", "fp-1")
    check_turns(apis)
    check_own_credentials(second)
    first.kill()
    check_alone(apis[1])


def check_turns(apis: list[Api]) -> None:
    """Each writes in turn, and the other one reads what was just acknowledged."""
    for number in range(ROUNDS):
        writer, reader = apis[number % 2], apis[1 - number % 2]
        fingerprint = ("fp-2", "fp-1")[number % 2]
        moved = writer.move_channel("golden", "production", fingerprint)
        read = reader.channel("golden", "production")
        check_equal(read["version"]["fingerprint"], fingerprint, f"channel through the other server in round {number}")
        check_equal(read["updated_at"], moved["updated_at"], f"updated_at through the other server in round {number}")
    rows = [api.history("golden", "production") for api in apis]
    check_equal(rows[0], rows[1], "history through both")
    check_equal(len(rows[0]), ROUNDS + 1, "rows of history")


def check_own_credentials(server) -> None:
    """The second server's client.env is of the same registry."""
    check_equal(Api(server.client()).bucket("golden")["name"], "golden", "bucket with the second server's client.env")


def check_alone(api: Api) -> None:
    """The first one is gone without a word: the other takes over what it did for the views."""
    api.move_channel("golden", "production", "fp-2")
    check_equal(api.channel("golden", "production")["version"]["fingerprint"], "fp-2", "channel after the first one's end")
    check(api.publish("golden", "fp-3")["name"] == "v3", "no v3 after the first one's end")

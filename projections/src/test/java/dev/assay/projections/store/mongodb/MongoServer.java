package dev.assay.projections.store.mongodb;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * A mongod for tests: the one that {@code ASSAY_TEST_MONGODB_URI} names, or one found on the PATH.
 */
final class MongoServer implements AutoCloseable {

  private static final String SET = "assay";

  private final Process process;
  private final String address;

  private MongoServer(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  static Optional<Path> installed() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, "mongod"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A replica set of one node. */
  static MongoServer replicaSet(Path mongod, Path data) throws IOException {
    var server = start(mongod, data, List.of("--replSet", SET));
    try (var client = MongoClients.create(server.standaloneUri())) {
      var members = List.of(new Document("_id", 0).append("host", server.address));
      client
          .getDatabase("admin")
          .runCommand(
              new Document("replSetInitiate", new Document("_id", SET).append("members", members)));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              client
                  .getDatabase("admin")
                  .runCommand(new Document("hello", 1))
                  .getBoolean("isWritablePrimary"));
    }
    return server;
  }

  static MongoServer standalone(Path mongod, Path data) throws IOException {
    return start(mongod, data, List.of());
  }

  private static MongoServer start(Path mongod, Path data, List<String> more) throws IOException {
    int port = freePort();
    var command = new ArrayList<String>();
    command.addAll(List.of(mongod.toString(), "--dbpath", data.toString()));
    command.addAll(List.of("--bind_ip", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--wiredTigerCacheSizeGB", "1", "--nounixsocket"));
    command.addAll(more);
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("mongod.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new MongoServer(process, "127.0.0.1:" + port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String uri() {
    return "mongodb://" + address + "/?replicaSet=" + SET;
  }

  String standaloneUri() {
    return "mongodb://" + address + "/?directConnection=true";
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}

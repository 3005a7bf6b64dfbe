package dev.assay.benchmarks.http;

import dev.assay.benchmarks.load.Call;
import dev.assay.benchmarks.server.ClientEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Clients side by side, each with a connection, a token and a bucket of its own. */
final class Clients implements AutoCloseable {

  private static final String BUCKET = "bench-%d-%d";

  private final List<Registry> registries;
  private final List<String> buckets;

  private Clients(List<Registry> registries, List<String> buckets) {
    this.registries = registries;
    this.buckets = buckets;
  }

  /**
   * Signs in, makes the buckets, and gives the bare handler the bytes of a channel to answer with.
   */
  static Clients signIn(Connector connector, ClientEnvironment client, int count)
      throws IOException {
    List<Registry> registries = new ArrayList<>();
    List<String> buckets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Registry registry = Registry.signIn(connector, client);
      String bucket = BUCKET.formatted(count, i);
      registry.makeBucket(bucket);
      registries.add(registry);
      buckets.add(bucket);
    }
    Registry first = registries.getFirst();
    byte[] channel = first.call(first.getChannel(buckets.getFirst())).ok("GetChannel");
    first.call(first.bare("PUT", new String(channel, StandardCharsets.UTF_8))).ok("PUT bare");
    checkSame(channel, first.call(first.bare("GET", "")).ok("GET bare"));
    return new Clients(registries, buckets);
  }

  private static void checkSame(byte[] channel, byte[] bare) {
    if (!Arrays.equals(channel, bare)) {
      throw new IllegalStateException("the bare handler answers other bytes than GetChannel");
    }
  }

  List<Call> bareReads() {
    return registries.stream()
        .map(registry -> repeated(registry, "GET bare", registry.bare("GET", "")))
        .toList();
  }

  List<Call> reads() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < registries.size(); i++) {
      Registry registry = registries.get(i);
      calls.add(repeated(registry, "GetChannel", registry.getChannel(buckets.get(i))));
    }
    return calls;
  }

  private static Call repeated(Registry registry, String name, byte[] request) {
    return () -> registry.call(request).ok(name);
  }

  /** Every write moves the channel, since a channel that is where it should be causes no commit. */
  List<Call> writes() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < registries.size(); i++) {
      calls.add(alternating(registries.get(i), buckets.get(i)));
    }
    return calls;
  }

  private static Call alternating(Registry registry, String bucket) {
    byte[][] requests = {registry.updateChannel(bucket, "b"), registry.updateChannel(bucket, "a")};
    int[] turn = {0};
    return () -> registry.call(requests[turn[0]++ % 2]).ok("UpdateChannel");
  }

  @Override
  public void close() throws IOException {
    for (Registry registry : registries) {
      registry.close();
    }
  }
}

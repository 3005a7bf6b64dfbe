package dev.assay.standalone.atomicity;

import static dev.assay.standalone.atomicity.Publishing.assign;
import static dev.assay.standalone.atomicity.Publishing.channel;

import dev.assay.events.iteration.IterationId;
import dev.assay.standalone.atomicity.Publishing.Made;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A base image with descendants over many buckets: several levels, every third with a second parent
 * (so there are diamonds), and user channels on some of them.
 */
final class Fleet {

  private static final int BUCKETS = 40;
  private static final int FAN_OUT = 4;
  private static final String GOOD = "good";

  private final Instance instance;
  private final String name;
  private final List<Made> members = new ArrayList<>();
  private final Set<String> buckets = new LinkedHashSet<>();
  private final List<Channel> channels = new ArrayList<>();

  private record Channel(String bucket, String name, String fingerprint) {}

  private Fleet(Instance instance, String name) {
    this.instance = instance;
    this.name = name;
  }

  static Fleet publish(Instance instance, String name, int descendants, int channels) {
    Fleet fleet = new Fleet(instance, name);
    fleet.publishBase();
    for (int n = 1; n <= descendants; n++) {
      fleet.publishDescendant(n);
    }
    for (int n = 0; n < channels; n++) {
      fleet.addChannel(n);
    }
    return fleet;
  }

  private void publishBase() {
    Made base = new Made(name + "-base", "base");
    bucket(base.bucket());
    Publishing.publish(instance, base, List.of());
    members.add(base);
  }

  private void publishDescendant(int n) {
    Made made = new Made(name + "-" + n % BUCKETS, "member-" + n);
    bucket(made.bucket());
    Publishing.publish(instance, made, parents(n));
    members.add(made);
  }

  private List<Made> parents(int n) {
    Made first = members.get((n - 1) / FAN_OUT);
    return n % 3 == 0 ? List.of(first, members.get(n / 2)) : List.of(first);
  }

  /** With something good in it, for channels to go back to. */
  private void bucket(String bucket) {
    if (buckets.add(bucket)) {
      instance.done(Publishing.bucket(bucket));
      Publishing.publish(instance, new Made(bucket, GOOD), List.of());
    }
  }

  private void addChannel(int n) {
    Made on = members.get(members.size() - 1 - n);
    Channel made = new Channel(on.bucket(), "stable-" + n, on.fingerprint());
    // Every other one has a past, so that it goes back to it; the rest go to nothing.
    instance.done(channel(made.bucket(), made.name(), n % 2 == 0 ? GOOD : made.fingerprint()));
    channels.add(made);
  }

  /** Puts the user channels back on members of the family. */
  void assignAll() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Channel each : channels) {
        running.add(
            threads.submit(
                () -> instance.execute(assign(each.bucket(), each.name(), each.fingerprint()))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  Made base() {
    return members.getFirst();
  }

  Set<IterationId> family() {
    Set<IterationId> ids = new HashSet<>();
    members.forEach(each -> ids.add(each.id()));
    return ids;
  }

  Set<String> buckets() {
    return buckets;
  }
}

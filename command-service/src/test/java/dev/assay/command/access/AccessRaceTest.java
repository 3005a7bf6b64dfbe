package dev.assay.command.access;

import static dev.assay.command.access.AccessFixtures.*;
import static dev.assay.command.bucket.BucketFixtures.ORGANIZATION;
import static dev.assay.command.bucket.BucketFixtures.PROJECT;
import static dev.assay.command.bucket.BucketFixtures.UBUNTU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.execution.Command;
import dev.assay.command.execution.CommandResult;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.command.execution.Instance;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.Binding;
import dev.assay.projections.access.PolicyRecord;
import dev.assay.projections.access.Resource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two instances on one log change who may do what at the same moment. */
class AccessRaceTest {

  private static final int ROUNDS = 100;

  private final InMemoryLog log = Instance.log(InstantSource.system());
  private final Instance one = Instance.on(log);
  private final Instance two = Instance.on(log);
  private final AccessDirectory directory = new AccessDirectory(one.memory());

  @Test
  void givenPolicyAndDeletionOfItsBucket_whenAtOnce_thenNoRoleOutlivesTheBucket() throws Exception {
    one.done(create("machine"));
    for (int round = 0; round < ROUNDS; round++) {
      one.done(createBucket(round));
      String etag = policy(THE_BUCKET).etag();
      atOnce(
          List.of(one, two),
          List.of(
              set(THE_BUCKET, etag, member("machine", Role.ADMIN)),
              new DeleteBucket(PROJECT, UBUNTU)));
      assertThat(policy(THE_BUCKET).bindings()).as("round %s", round).isEmpty();
    }
  }

  @Test
  void givenTwoPoliciesUnderOneTag_whenAtOnce_thenExactlyOneIsSet() throws Exception {
    one.done(create("a"));
    one.done(create("b"));
    for (int round = 0; round < ROUNDS; round++) {
      one.execute(set(THE_PROJECT, policy(THE_PROJECT).etag()));
      String etag = policy(THE_PROJECT).etag();
      List<CommandResult> results =
          atOnce(
              List.of(one, two),
              List.of(
                  set(THE_PROJECT, etag, member("a", Role.VIEWER)),
                  set(THE_PROJECT, etag, member("b", Role.VIEWER))));
      assertThat(results.stream().filter(Done.class::isInstance)).hasSize(1);
      assertThat(policy(THE_PROJECT).bindings()).hasSize(1);
    }
  }

  @Test
  void givenTwoOwners_whenEachIsDeletedAtOnce_thenOneRemains() throws Exception {
    owner("keeper");
    for (int round = 0; round < ROUNDS; round++) {
      String other = "owner-" + round;
      owner(other);
      String keeper = ownerBeside(other);
      atOnce(List.of(one, two), List.of(delete(keeper), delete(other)));
      assertThat(policy(THE_ORGANIZATION).bindings()).as("round %s", round).hasSize(1);
    }
  }

  @Test
  void givenManyRolesGrantedAtOnce_thenNoneIsLost() throws Exception {
    for (int n = 0; n < 20; n++) {
      one.done(create("p-" + n));
    }
    List<Instance> instances = new ArrayList<>();
    List<Command> commands = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      instances.add(n % 2 == 0 ? one : two);
      commands.add(grant("p-" + n, Role.VIEWER, THE_PROJECT));
    }
    assertThat(atOnce(instances, commands)).allMatch(Done.class::isInstance);
    assertThat(policy(THE_PROJECT).bindings()).hasSize(20);
    assertThat(policy(THE_PROJECT).revision()).isEqualTo(20);
  }

  @Test
  void givenLongHistory_whenReadByAnotherInstance_thenItDecidesOnTheSame() {
    one.done(create("a"));
    for (int n = 0; n < 600; n++) {
      one.done(grant("a", Role.VIEWER, THE_PROJECT));
      one.done(withdraw("a", Role.VIEWER, THE_PROJECT));
    }
    String etag = policy(THE_PROJECT).etag();
    assertThat(etag).isEqualTo("r1200");
    assertThat(Instance.on(log).execute(set(THE_PROJECT, etag, member("a", Role.ADMIN))))
        .isInstanceOf(Done.class);
  }

  private String ownerBeside(String other) {
    return policy(THE_ORGANIZATION).bindings().stream()
        .map(Binding::principalId)
        .map(id -> record().principals().get(id).name())
        .filter(name -> !name.equals(other))
        .findFirst()
        .orElseThrow();
  }

  private void owner(String name) {
    one.done(create(name));
    one.done(createKey(name, "key-" + name));
    one.done(grant(name, Role.OWNER, THE_ORGANIZATION));
  }

  private static CreateBucket createBucket(int round) {
    return new CreateBucket(
        PROJECT, UBUNTU, new BucketId("b" + round), new ChannelId("c" + round), "", Map.of());
  }

  private PolicyRecord policy(Resource resource) {
    return record().policy(resource).orElse(new PolicyRecord(List.of(), 0));
  }

  private AccessRecord record() {
    one.memory().end();
    return directory.organization(ORGANIZATION).orElseThrow();
  }

  private static List<CommandResult> atOnce(List<Instance> instances, List<Command> commands)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(commands.size());
    List<Future<CommandResult>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < commands.size(); i++) {
        Instance instance = instances.get(i);
        Command command = commands.get(i);
        running.add(
            threads.submit(() -> {
              start.await();
              return instance.execute(command);
            }));
      }
      List<CommandResult> results = new ArrayList<>();
      for (Future<CommandResult> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}

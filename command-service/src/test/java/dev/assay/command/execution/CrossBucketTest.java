package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.ChildRecorded.Child;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink.Tracked;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Expectation;
import dev.assay.events.journal.StreamName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossBucketTest {

  private final Instance instance = Instance.alone();

  /** A bucket with one iteration of one registered build; ids begin with the bucket's name. */
  private void bucket(String name) {
    instance.done(
        new CreateBucket(
            PROJECT,
            new BucketName(name),
            new BucketId(name),
            new ChannelId(name + "-latest"),
            "",
            Map.of()));
    iteration(name, "1");
  }

  private void iteration(String bucket, String n) {
    instance.done(
        new CreateIteration(
            PROJECT,
            new BucketName(bucket),
            new IterationId(bucket + "-" + n),
            new Fingerprint(n),
            TemplateType.HCL2));
    instance.done(
        new CreateBuild(
            PROJECT,
            new BucketName(bucket),
            new Fingerprint(n),
            new BuildId(bucket + "-" + n + "-build"),
            "file.image",
            BuildStatus.UNSET,
            run("run-1")));
  }

  private UpdateBuild childOf(String bucket, String n, String parent) {
    return new UpdateBuild(
        PROJECT,
        new BucketName(bucket),
        new Fingerprint(n),
        new BuildId(bucket + "-" + n + "-build"),
        BuildStatus.DONE,
        new BuildDetails(
            null, null, Map.of(), null, new IterationId(parent), null, List.of(), null));
  }

  private static StreamName stream(String bucket) {
    return StreamName.bucket(PROJECT, new BucketName(bucket));
  }

  private <E extends BucketEvent> List<E> facts(String bucket, Class<E> type) {
    return instance.events(stream(bucket)).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  void givenParentInAnotherBucket_whenDeclared_thenBothEndsAreRecordedInOneCommit() {
    bucket("base");
    bucket("app");

    instance.done(childOf("app", "1", "base-1"));

    Commit commit = instance.scripted().sent().getLast();
    assertThat(commit.appends())
        .extracting(Append::stream)
        .containsOnly(stream("app"), stream("base"));
    assertThat(commit.expects())
        .containsExactly(new Expectation(StreamName.cascade(ORGANIZATION), -1));
    assertThat(facts("app", ParentRecorded.class))
        .singleElement()
        .satisfies(recorded ->
            assertThat(recorded.parent().tracked())
                .isEqualTo(
                    new Tracked(
                        PROJECT,
                        new BucketId("base"),
                        new BucketName("base"),
                        new Fingerprint("1"))));
    assertThat(facts("base", ChildRecorded.class))
        .containsExactly(
            new ChildRecorded(
                new BucketId("base"),
                new IterationId("base-1"),
                new Child(
                    PROJECT,
                    new BucketId("app"),
                    new BucketName("app"),
                    new IterationId("app-1"),
                    new Fingerprint("1"),
                    new BuildId("app-1-build"),
                    null)));
  }

  @Test
  void givenRecordedChild_whenDoneIsRepeated_thenNothingIsRecordedTwice() {
    bucket("base");
    bucket("app");
    instance.done(childOf("app", "1", "base-1"));

    assertThat(instance.execute(childOf("app", "1", "base-1")))
        .isInstanceOf(CommandResult.Unchanged.class);
    assertThat(facts("base", ChildRecorded.class)).hasSize(1);
  }

  @Test
  void givenUnknownParent_whenDeclared_thenBuildIsDoneAndUntracked() {
    bucket("app");

    assertThat(instance.execute(childOf("app", "1", "nowhere-1"))).isInstanceOf(Done.class);
    assertThat(facts("app", ParentRecorded.class).getFirst().parent().tracked()).isNull();
  }

  @Test
  void givenDeletedParent_whenDeclared_thenUntrackedAndParentIsExpectedUnchanged() {
    bucket("base");
    bucket("app");
    instance.done(
        new DeleteIteration(PROJECT, new BucketName("base"), new Fingerprint("1"), false));

    instance.done(childOf("app", "1", "base-1"));

    assertThat(facts("app", ParentRecorded.class).getFirst().parent().tracked()).isNull();
    assertThat(facts("base", ChildRecorded.class)).isEmpty();
    assertThat(instance.scripted().sent().getLast().expects())
        .contains(new Expectation(stream("base"), instance.memory().head(stream("base"))));
  }

  @Test
  void givenParentOfAnotherOrganisation_whenDeclared_thenUntracked() {
    bucket("base");
    bucket("app");
    Caller foreign = new Caller(new OrganizationId("other"), CALLER.actor(), CALLER.request());

    assertThat(instance.service().commands().execute(childOf("app", "1", "base-1"), foreign))
        .isInstanceOf(Done.class);
    assertThat(facts("app", ParentRecorded.class).getFirst().parent().tracked()).isNull();
    assertThat(facts("base", ChildRecorded.class)).isEmpty();
  }

  @Test
  void givenParentInTheSameBucket_whenDeclared_thenOneAppendHoldsBoth() {
    bucket("base");
    iteration("base", "2");

    instance.done(childOf("base", "2", "base-1"));

    assertThat(instance.scripted().sent().getLast().appends()).hasSize(1);
    assertThat(facts("base", ChildRecorded.class)).hasSize(1);
  }

  @Test
  void givenParentMovedMeanwhile_whenRecorded_thenDecidedAgainAndNothingIsLost() {
    bucket("base");
    bucket("app");
    instance.scripted().beforeNextAppend(this::deleteBaseElsewhere);

    instance.done(childOf("app", "1", "base-1"));

    assertThat(facts("app", ParentRecorded.class).getFirst().parent().tracked()).isNull();
    assertThat(facts("base", ChildRecorded.class)).isEmpty();
  }

  private void deleteBaseElsewhere() {
    Instance elsewhere = Instance.on(instance.log());
    CompletableFuture.runAsync(() ->
            elsewhere.done(
                new DeleteIteration(PROJECT, new BucketName("base"), new Fingerprint("1"), false)))
        .join();
  }

  @Test
  void givenTwoBucketsThatAreEachOthersParents_whenRecordedAtOnce_thenAllAreRecorded()
      throws Exception {
    bucket("a");
    bucket("b");
    int pairs = 100;
    for (int i = 2; i < pairs + 2; i++) {
      iteration("a", String.valueOf(i));
      iteration("b", String.valueOf(i));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<CommandResult>> results =
          IntStream.range(2, pairs + 2)
              .boxed()
              .<BucketCommand>mapMulti((i, sink) -> {
                sink.accept(childOf("a", String.valueOf(i), "b-1"));
                sink.accept(childOf("b", String.valueOf(i), "a-1"));
              })
              .map(command -> threads.submit(() -> instance.execute(command)))
              .toList();
      for (Future<CommandResult> result : results) {
        assertThat(result.get()).isInstanceOf(Done.class);
      }
    }
    assertThat(facts("a", ChildRecorded.class)).hasSize(pairs);
    assertThat(facts("b", ChildRecorded.class)).hasSize(pairs);
  }
}

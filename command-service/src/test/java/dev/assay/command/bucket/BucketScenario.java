package dev.assay.command.bucket;

import static org.hamcrest.CoreMatchers.instanceOf;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.refusal.Refusal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;

/** Given these events, when this command is sent, then …: Axon's fixture around one bucket. */
public final class BucketScenario {

  private final List<BucketEvent> given = new ArrayList<>();
  private Function<IterationId, Optional<StreamName>> streams = iteration -> Optional.empty();

  private BucketScenario() {}

  public static BucketScenario nothing() {
    return new BucketScenario();
  }

  public static BucketScenario given(List<BucketEvent> events) {
    return nothing().and(events);
  }

  public static BucketScenario given(BucketEvent... events) {
    return nothing().and(List.of(events));
  }

  public BucketScenario and(List<BucketEvent> events) {
    given.addAll(events);
    return this;
  }

  public BucketScenario and(BucketEvent... events) {
    return and(List.of(events));
  }

  /** Iterations are found in this bucket's own stream. */
  public BucketScenario knowingItself() {
    streams = iteration -> Optional.of(BucketFixtures.createBucket().stream());
    return this;
  }

  public Then when(BucketCommand command) {
    AggregateTestFixture<Bucket> fixture = new AggregateTestFixture<>(Bucket.class);
    // It compares by equals, which state does not have; BucketPropertiesTest compares in depth.
    fixture.setReportIllegalStateChange(false);
    BucketCommandHandler handler =
        new BucketCommandHandler(
            fixture.getRepository(),
            (organization, bucket) -> {},
            iteration -> streams.apply(iteration),
            (project, organization) -> true,
            (stream, iteration, ancestor) -> Optional.empty(),
            InstantSource.fixed(BucketFixtures.NOW));
    for (Class<?> type : BucketCommand.class.getPermittedSubclasses()) {
      fixture.registerCommandHandler(type, handler);
    }
    return new Then(
        (given.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(given))
            .when(command, BucketFixtures.CALLER.metaData()));
  }

  /** What came of it. */
  public record Then(ResultValidator<Bucket> result) {

    public void then(BucketEvent... events) {
      result.expectSuccessfulHandlerExecution();
      result.expectResultMessagePayloadMatching(instanceOf(Verdict.Decided.class));
      result.expectEvents((Object[]) events);
    }

    public void then(List<BucketEvent> events) {
      then(events.toArray(BucketEvent[]::new));
    }

    public void thenNothing() {
      then();
    }

    public void thenRefused(Class<? extends Refusal> outcome, String... saying) {
      result.expectSuccessfulHandlerExecution();
      result.expectNoEvents();
      result.expectResultMessagePayloadMatching(new Refused(outcome, saying));
    }
  }

  private static final class Refused extends BaseMatcher<Object> {
    private final Class<? extends Refusal> outcome;
    private final String[] saying;

    Refused(Class<? extends Refusal> outcome, String... saying) {
      this.outcome = outcome;
      this.saying = saying;
    }

    @Override
    public boolean matches(Object actual) {
      return actual instanceof Verdict.Refused(Refusal refusal)
          && outcome.isInstance(refusal)
          && refusal.message().contains("expected: ")
          && List.of(saying).stream().allMatch(refusal.message()::contains);
    }

    @Override
    public void describeTo(Description description) {
      description.appendText(outcome.getSimpleName() + " saying " + List.of(saying));
    }
  }
}

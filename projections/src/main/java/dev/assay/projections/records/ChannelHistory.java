package dev.assay.projections.records;

import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.IterationRef;
import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.records.KeptStates.At;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * What a channel had pointed at up to a position, the newest first; gaps in which it pointed at
 * nothing are left out. A page costs what lies between it and the record snapshots around it.
 *
 * @param position the last one that counts
 * @param snapshots the newest snapshot of the channel that includes nothing after a position
 * @param events the channel's own
 * @param positionOf the position of an event of the stream, by its sequence
 * @param references what history keeps of an iteration
 */
record ChannelHistory(
    long position,
    LongFunction<At<ChannelState>> snapshots,
    Events events,
    LongFunction<Optional<Long>> positionOf,
    Function<IterationId, Optional<IterationRef>> references) {

  /** Where the events of a channel are read. */
  interface Events {
    /** Those after one position, up to and with another, in order. */
    Stream<RecordedEvent> between(long after, long to);
  }

  Page<AssignmentRecord> page(PageRequest request) {
    Optional<Long> beside = request.token().flatMap(token -> sequence(token.key()));
    boolean backward = request.direction() == Direction.BACKWARD;
    int wanted = request.size() + 1;
    List<AssignmentRecord> read = new ArrayList<>();
    if (backward) {
      newer(beside.orElse(-1L), wanted, read);
    } else {
      older(beside.orElse(Long.MAX_VALUE), wanted, read);
    }
    return Page.of(request, read, row -> List.of(Long.toString(row.sequence())));
  }

  /** Empty where a token that nobody gave holds none. */
  private static Optional<Long> sequence(List<String> key) {
    try {
      return key.stream().findFirst().map(Long::parseLong);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Goes back from snapshot to snapshot. An interval is met in the part in which it ends. */
  private void older(long before, int wanted, List<AssignmentRecord> read) {
    long until = before == Long.MAX_VALUE ? position : reach(before);
    boolean first = true;
    while (until >= 0 && read.size() < wanted) {
      At<ChannelState> from = snapshots.apply(until - 1);
      List<AssignmentRecord> part = new ArrayList<>();
      ChannelState last = walk(from, until, part::add, () -> false);
      if (first && last.open() != null) {
        part.add(last.open());
      }
      part.reversed().stream()
          .filter(row -> row.iteration() != null && row.sequence() < before)
          .limit(wanted - read.size())
          .forEachOrdered(read::add);
      first = false;
      until = from.position();
    }
  }

  /** Goes on from the snapshot before, until there are enough. */
  private void newer(long after, int wanted, List<AssignmentRecord> read) {
    At<ChannelState> from = snapshots.apply(after < 0 ? -1 : reach(after));
    Consumer<AssignmentRecord> take =
        row -> {
          if (row.iteration() != null && row.sequence() > after) {
            read.add(row);
          }
        };
    ChannelState last = walk(from, position, take, () -> read.size() == wanted);
    if (read.size() < wanted) {
      Optional.ofNullable(last.open()).ifPresent(take);
    }
  }

  private long reach(long sequence) {
    return Math.min(position, positionOf.apply(sequence).orElse(position));
  }

  /**
   * Folds on from a snapshot.
   *
   * @param ended told each interval that ends
   * @param enough asked before each event whether to stop
   * @return the state where it stopped
   */
  private ChannelState walk(
      At<ChannelState> from, long until, Consumer<AssignmentRecord> ended, BooleanSupplier enough) {
    ChannelState state = from.state();
    try (var own = events.between(from.position(), until)) {
      for (var each = own.iterator(); !enough.getAsBoolean() && each.hasNext(); ) {
        var recorded = each.next();
        var step = state.apply(recorded, references);
        Optional.ofNullable(step.ended()).ifPresent(ended);
        state = step.next();
      }
    }
    return state;
  }
}

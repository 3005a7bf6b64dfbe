package dev.assay.events.journal.memory;

import dev.assay.events.Event;
import dev.assay.events.Subject;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accepted events by stream and by subject. Guarded by the lock of its {@link InMemoryJournal}. */
final class InMemoryIndex {

  private final TreeMap<StreamName, List<RecordedEvent>> byStream = new TreeMap<>();
  private final Map<Subject, List<RecordedEvent>> bySubject = new HashMap<>();

  void add(RecordedCommit commit) {
    for (Append append : commit.commit().appends()) {
      long sequence = append.firstSequence();
      for (Event event : append.events()) {
        add(recorded(commit, append.stream(), sequence++, event));
      }
    }
  }

  private static RecordedEvent recorded(
      RecordedCommit commit, StreamName stream, long sequence, Event event) {
    return new RecordedEvent(
        stream,
        sequence,
        commit.position(),
        commit.time(),
        commit.commit().actor(),
        commit.commit().cause(),
        event);
  }

  private void add(RecordedEvent event) {
    byStream.computeIfAbsent(event.stream(), stream -> new ArrayList<>()).add(event);
    for (Subject subject : event.event().subjects()) {
      bySubject.computeIfAbsent(subject, key -> new ArrayList<>()).add(event);
    }
  }

  List<RecordedEvent> from(StreamName stream, long sequence) {
    List<RecordedEvent> events = byStream.getOrDefault(stream, List.of());
    return List.copyOf(events.subList(firstFrom(events, sequence), events.size()));
  }

  /** Sequences have no gaps but where a repair left one, so the place is searched for. */
  private static int firstFrom(List<RecordedEvent> events, long sequence) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).sequence() < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  List<RecordedEvent> about(StreamName stream, Subject subject, PositionRange range) {
    return bySubject.getOrDefault(subject, List.of()).stream()
        .filter(event -> event.stream().equals(stream) && range.holds(event.position()))
        .toList();
  }

  Optional<StreamName> streamOf(Subject subject) {
    return bySubject.getOrDefault(subject, List.of()).stream()
        .findFirst()
        .map(RecordedEvent::stream);
  }

  List<StreamName> startingWith(String prefix) {
    return byStream.keySet().stream().filter(stream -> stream.value().startsWith(prefix)).toList();
  }
}

package dev.assay.events.journal;

import dev.assay.events.Subject;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.proof.MerkleTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All that a journal answers, to be compared with what another one answers. */
public record JournalState(
    List<RecordedCommit> commits,
    Map<StreamName, List<RecordedEvent>> streams,
    Map<StreamName, Long> heads,
    Map<Subject, List<RecordedEvent>> subjects,
    List<OptionalLong> positionsAt,
    List<MerkleHash> roots) {

  /** What a journal answers when it has reached its end. */
  public static JournalState of(Journal journal) {
    journal.end();
    List<RecordedCommit> commits = list(journal.cursor(0));
    Map<StreamName, List<RecordedEvent>> streams = new TreeMap<>();
    Map<StreamName, Long> heads = new TreeMap<>();
    Map<Subject, List<RecordedEvent>> subjects = new java.util.HashMap<>();
    for (StreamName stream : list(journal.streams(""))) {
      streams.put(stream, list(journal.read(stream, 0)));
      heads.put(stream, journal.head(stream));
      Subject subject = Subject.of(new BucketId("id-" + stream.value()));
      Optional<StreamName> owner = journal.streamOf(subject);
      owner.ifPresent(found -> subjects.put(subject, list(journal.read(found, subject))));
    }
    return new JournalState(
        commits, streams, heads, subjects, positionsAt(journal, commits), roots(journal));
  }

  /** Of the tree at every tenth size and at its last ones. */
  private static List<MerkleHash> roots(Journal journal) {
    MerkleTree tree = journal.tree();
    return LongStream.rangeClosed(0, tree.size())
        .filter(size -> size % 10 == 0 || size > tree.size() - 10)
        .mapToObj(tree::root)
        .toList();
  }

  private static List<OptionalLong> positionsAt(Journal journal, List<RecordedCommit> commits) {
    List<OptionalLong> positions = new ArrayList<>();
    for (RecordedCommit commit : commits) {
      Instant time = commit.time();
      positions.add(journal.positionAt(time));
      positions.add(journal.positionAt(time.minusMillis(1)));
    }
    return positions;
  }

  private static <T> List<T> list(Stream<T> stream) {
    try (stream) {
      return stream.toList();
    }
  }
}

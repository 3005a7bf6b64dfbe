package dev.assay.command.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.identity.Ulids;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.checkpoint.CheckpointKeyFacts;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.events.secrets.MasterKey;
import dev.assay.events.secrets.Sealer;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckpointKeysTest {

  private final InstantSource clock = InstantSource.system();
  private final InMemoryLog log = new InMemoryLog(new JournalId("journal-1"), clock);
  private final Sealer sealer =
      new Sealer(MasterKey.of(new byte[MasterKey.BYTES]), new SecureRandom());

  private CheckpointKeys keys(Journal journal) {
    return new CheckpointKeys(journal, sealer, clock, new Ulids(clock));
  }

  private static List<CheckpointKeyCreated> created(Journal journal) {
    try (Stream<RecordedEvent> events = journal.read(StreamName.SYSTEM, 0)) {
      return events
          .map(RecordedEvent::event)
          .filter(CheckpointKeyCreated.class::isInstance)
          .map(CheckpointKeyCreated.class::cast)
          .toList();
    }
  }

  @Test
  void givenNoKey_whenManyInstancesStartAtOnce_thenOneKeyIsMade() throws Exception {
    List<InMemoryJournal> instances =
        IntStream.range(0, 8).mapToObj(i -> new InMemoryJournal(log)).toList();
    CyclicBarrier start = new CyclicBarrier(instances.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> made =
          instances.stream()
              .map(journal ->
                  threads.<Void>submit(() -> {
                    start.await();
                    keys(journal).ensure();
                    return null;
                  }))
              .toList();
      for (Future<Void> one : made) {
        one.get();
      }
    }
    assertThat(created(instances.getFirst())).hasSize(1);
  }

  @Test
  void givenAKey_whenStartedAgain_thenItStaysAndOpens() throws Exception {
    InMemoryJournal journal = new InMemoryJournal(log);
    keys(journal).ensure();
    keys(journal).ensure();
    CheckpointKeyCreated only = created(journal).getFirst();
    assertThat(created(journal)).hasSize(1);
    assertThat(CheckpointKeyFacts.newest(journal)).contains(only);
    assertThat(only.journal()).isEqualTo(journal.id());
    byte[] secret = sealer.open(only.sealedPrivateKey(), CheckpointKeyFacts.purpose(only.keyId()));
    assertThat(
            KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(secret))
                .getAlgorithm())
        .isEqualTo("EdDSA");
  }
}

package dev.assay.command.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.access.ClientId;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.Permission;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FirstStartTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final InMemoryLog log = new InMemoryLog(new JournalId("journal-1"), CLOCK);
  private final InMemoryJournal journal = new InMemoryJournal(log);
  private final AccessDirectory directory = new AccessDirectory(journal);

  @Test
  void givenEmptyJournal_thenContributorAndOwnerMayWhatTheyShould() {
    Credentials made = first(journal).run().orElseThrow();
    assertThat(may(made.contributor(), Permission.WRITE, made)).isTrue();
    assertThat(may(made.contributor(), Permission.ADMINISTER, made)).isFalse();
    assertThat(may(made.owner(), Permission.ADMINISTER, made)).isTrue();
    assertThat(made.contributor().secret()).hasSize(43);
    assertThat(made.toString()).doesNotContain(made.owner().secret());
  }

  @Test
  void givenSecondStartOrSecondInstance_thenNothingIsMade() {
    assertThat(first(journal).run()).isPresent();
    long end = journal.end();
    assertThat(first(journal).run()).isEmpty();
    assertThat(first(new InMemoryJournal(log)).run()).isEmpty();
    assertThat(journal.end()).isEqualTo(end);
  }

  @Test
  void givenLostSecrets_thenNewKeysWorkBesideTheOldOnes() {
    assertThatThrownBy(() -> first(journal).newKeys()).hasMessageContaining("first organisation");
    Credentials lost = first(journal).run().orElseThrow();
    Credentials found = first(journal).newKeys();
    assertThat(found.organization()).isEqualTo(lost.organization());
    assertThat(may(found.contributor(), Permission.WRITE, found)).isTrue();
    assertThat(may(lost.contributor(), Permission.WRITE, lost)).isTrue();
  }

  private boolean may(Credentials.Key key, Permission permission, Credentials of) {
    ClientId id = key.clientId();
    return directory
        .authenticate(id, key.secret(), Instant.EPOCH)
        .orElseThrow()
        .may(permission, of.project());
  }

  private static FirstStart first(InMemoryJournal journal) {
    return new FirstStart(journal, CLOCK, () -> UUID.randomUUID().toString(), new SecureRandom());
  }
}

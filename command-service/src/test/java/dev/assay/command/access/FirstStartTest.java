package dev.assay.command.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.access.AccessEvent.ServicePrincipalDeleted;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.codec.Genesis;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.Permission;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

  @Test
  void givenACopy_thenItsFirstOrganisationIsTheOneThatCameWithIt() {
    Credentials made = first(journal).run().orElseThrow();
    InMemoryJournal copy = copy();
    assertThat(first(copy).run()).isEmpty();
    Credentials again = first(copy).newKeys();
    assertThat(again.organization()).isEqualTo(made.organization());
    assertThat(again.project()).isEqualTo(made.project());
    AccessDirectory there = new AccessDirectory(copy);
    for (Credentials.Key owner : List.of(made.owner(), again.owner())) {
      assertThat(
              there
                  .authenticate(owner.clientId(), owner.secret(), Instant.EPOCH)
                  .orElseThrow()
                  .may(Permission.ADMINISTER, made.project()))
          .isTrue();
    }
  }

  private InMemoryJournal copy() {
    long end = journal.end();
    Adoption all = new Adoption(journal.id(), end, journal.tree().root(end + 1).toString());
    InMemoryLog copied = new InMemoryLog(Genesis.copy(new JournalId("copy"), all), CLOCK);
    journal.records(0).forEach(record -> copied.append(record.bytes()));
    return new InMemoryJournal(copied);
  }

  @Test
  void givenDeletedContributor_thenNoKeyIsMadeForIt() {
    Credentials first = first(journal).run().orElseThrow();
    PrincipalId contributor =
        directory
            .access(first.contributor().clientId(), Instant.EPOCH)
            .orElseThrow()
            .principal()
            .id();
    assertThat(first(journal).hasContributor()).isTrue();
    delete(first.organization(), contributor);

    assertThat(first(journal).hasContributor()).isFalse();
    assertThat(first(journal).hasOwner()).isTrue();
    Credentials again = first(journal).newKeys();
    assertThat(directory.key(again.contributor().clientId())).isEmpty();
    assertThat(directory.key(again.owner().clientId())).isPresent();
  }

  private void delete(OrganizationId organization, PrincipalId principal) {
    StreamName stream = StreamName.access(organization);
    journal.append(
        new Commit(
            new CommitId("delete"),
            "none",
            organization,
            Instant.EPOCH,
            Actor.system("test"),
            "Delete",
            new RequestInfo("delete", null, null),
            List.of(
                new Append(
                    stream,
                    journal.head(stream) + 1,
                    List.of(new ServicePrincipalDeleted(principal)))),
            List.of()));
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

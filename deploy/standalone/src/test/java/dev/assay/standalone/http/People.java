package dev.assay.standalone.http;

import dev.assay.command.access.Credentials;
import dev.assay.command.token.Sha256SecretEncoder;
import dev.assay.events.Event;
import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.Role;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Principals beside the two of the first start. */
final class People {

  private final RegistryServer server;

  People(RegistryServer server) {
    this.server = server;
  }

  /** A principal with a key. */
  record Person(PrincipalId id, String name, Credentials.Key key) {}

  /** A new principal with a key and, where one is named, a role on a resource. */
  Credentials.Key create(@Nullable Role role, String resource) {
    Person person = person();
    if (role != null) {
      grant(person, role, resource);
    }
    return person.key();
  }

  /** A new principal of the project with a key and no role. */
  Person person() {
    String name = "p-" + UUID.randomUUID().toString().substring(0, 18);
    PrincipalId principal = new PrincipalId(UUID.randomUUID().toString());
    Credentials.Key key = new Credentials.Key(new ClientId(name), "secret-of-" + name);
    append(
        List.of(
            new ServicePrincipalCreated(principal, name, server.credentials().project()),
            new KeyCreated(
                key.clientId(), principal, Sha256SecretEncoder.sha256(key.secret()), null)));
    return new Person(principal, name, key);
  }

  void grant(Person person, Role role, String resource) {
    append(List.of(new RoleGranted(person.id(), role, resource)));
  }

  void withdraw(Credentials.Key key) {
    append(List.of(new AccessEvent.KeyRevoked(key.clientId())));
  }

  private void append(List<AccessEvent> events) {
    StreamName stream = StreamName.access(server.credentials().organization());
    String id = UUID.randomUUID().toString();
    AppendOutcome outcome =
        server
            .journal()
            .append(
                new Commit(
                    new CommitId(id),
                    id,
                    server.credentials().organization(),
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    Actor.system("test"),
                    "Test",
                    new RequestInfo(id, null, null),
                    List.of(
                        new Append(
                            stream, server.journal().head(stream) + 1, List.<Event>copyOf(events))),
                    List.of()));
    if (!(outcome instanceof AppendOutcome.Accepted)) {
      throw new IllegalStateException("people: " + outcome + " (expected: accepted)");
    }
  }
}

package dev.assay.command.http.access;

import dev.assay.command.access.AccessCommand.CreateKey;
import dev.assay.command.access.Credentials;
import dev.assay.command.access.KeyMaker;
import dev.assay.command.http.AsOfCommit;
import dev.assay.command.http.FutureInstant;
import dev.assay.command.http.JsonBody;
import dev.assay.command.http.Writes;
import dev.assay.command.token.Sha256SecretEncoder;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.ClientId;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.KeyRecord;
import dev.assay.projections.access.PrincipalName;
import dev.assay.projections.access.PrincipalRecord;
import dev.assay.projections.edge.IamPaths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Iam;
import dev.assay.projections.wire.Iam.KeyAnswer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Create of a key: the one answer that holds a secret, which is kept nowhere. */
@RestController
final class KeyWrites {

  private final AccessAnswers answers;
  private final InstantSource clock;
  private final KeyMaker keys = new KeyMaker(new SecureRandom());

  KeyWrites(Writes writes, AccessDirectory directory, InstantSource clock) {
    this.answers = new AccessAnswers(writes, directory);
    this.clock = clock;
  }

  @PostMapping(IamPaths.NAMED_KEYS)
  KeyAnswer create(
      @PathVariable String name,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return created(name, body, session);
  }

  @PostMapping(IamPaths.PLAIN_KEYS)
  KeyAnswer create(
      @PathVariable String kind,
      @PathVariable String parent,
      @PathVariable String principal,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return created(IamPaths.principal(kind, parent, principal), body, session);
  }

  private KeyAnswer created(String name, JsonBody body, Session session) {
    PrincipalRecord owner = IamPaths.managed(session, name);
    Credentials.Key made = keys.make();
    CreateKey create =
        new CreateKey(
            session.organization(),
            owner.id(),
            made.clientId(),
            Sha256SecretEncoder.sha256(made.secret()),
            FutureInstant.of(body, "expires_at", "expires_in", clock.instant()).orElse(null));
    return answers.execute(
        create,
        session,
        (commit, then) -> {
          refuseRepetition(commit, made);
          return answer(then, owner, made);
        });
  }

  /** The secret of an earlier request cannot be shown again: nobody has it. */
  private static void refuseRepetition(AsOfCommit commit, Credentials.Key made) {
    Optional<ClientId> other =
        commit
            .fact(KeyCreated.class)
            .map(KeyCreated::clientId)
            .filter(id -> !id.equals(made.clientId()));
    if (other.isPresent()) {
      throw new RefusalException(
          new Refusal.AlreadyExists(
              "key "
                  + other.get()
                  + ": made by the first request of this Idempotency-Key, whose answer showed the"
                  + " secret (expected: a new Idempotency-Key, for a new key)"));
    }
  }

  private KeyAnswer answer(AccessRecord then, PrincipalRecord owner, Credentials.Key made) {
    KeyRecord key = Objects.requireNonNull(then.keys().get(made.clientId()));
    PrincipalName name = PrincipalName.of(then.id(), owner);
    return new KeyAnswer(Iam.key(name, key, clock.instant()), made.secret());
  }
}

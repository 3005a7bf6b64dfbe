package dev.assay.command.bucket;

import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.revocation.Inheritance;
import dev.assay.command.revocation.RevocationDecisions;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.modelling.command.Aggregate;

/**
 * Decides a revocation and carries it to descendants and channels. It is the same whether its facts
 * are appended or only looked at: that depends on what loads the buckets.
 */
final class Revocation {

  /**
   * What came of it.
   *
   * @param reached the iterations that are revoked, or are to be, by bucket; none where it was
   *     refused
   */
  record Outcome(Verdict verdict, Map<StreamName, Set<IterationId>> reached) {}

  private final Cascade.Loader loader;
  private final Instant now;

  Revocation(Cascade.Loader loader, Instant now) {
    this.loader = loader;
    this.now = now;
  }

  Outcome revoke(Aggregate<Bucket> bucket, RevokeIteration command) throws Exception {
    Verdict verdict = bucket.invoke(each -> each.decide(command, null, now));
    if (verdict instanceof Verdict.Refused) {
      return new Outcome(verdict, Map.of());
    }
    Map<StreamName, Set<IterationId>> reached = new TreeMap<>();
    IterationId root = bucket.invoke(each -> each.iteration(command.fingerprint())).orElseThrow();
    Cascade cascade = new Cascade(loader, now);
    Inheritance handedDown = bucket.invoke(each -> handedDown(each, root)).orElse(null);
    if (handedDown == null) {
      cascade.recall(command.stream(), root);
    } else {
      reached.putAll(cascade.spread(command.stream(), root, List.of(handedDown)));
    }
    if (bucket.invoke(each -> movesChannels(each, root))) {
      bucket.execute(each -> each.rollBackOff(Set.of(root), now));
    }
    reached.merge(command.stream(), Set.of(root), Revocation::union);
    return new Outcome(verdict, reached);
  }

  private static Set<IterationId> union(Set<IterationId> some, Set<IterationId> more) {
    Set<IterationId> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  private Optional<Inheritance> handedDown(Bucket bucket, IterationId root) {
    return bucket
        .revocations(now)
        .flatMap(decisions -> bucket.living(root).map(decisions::handsDownOwn));
  }

  private boolean movesChannels(Bucket bucket, IterationId root) {
    RevocationDecisions decisions = bucket.revocations(now).orElseThrow();
    return bucket.living(root).map(decisions::movesChannels).orElse(false);
  }
}

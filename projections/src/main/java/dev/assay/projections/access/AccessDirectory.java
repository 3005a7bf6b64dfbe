package dev.assay.projections.access;

import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.access.Directory.FollowedStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who there is and who may do what, as of what this replica has reached: so a key that was
 * withdrawn stops with the next call after it. Follows the journal's access streams by looking
 * whether their heads have moved. Safe for use by many threads.
 */
public final class AccessDirectory {

  /** What every access stream's name begins with. */
  private static final String STREAMS = "access/";

  private final Journal journal;
  private final ReentrantLock following = new ReentrantLock();
  private volatile Directory directory = Directory.EMPTY;

  public AccessDirectory(Journal journal) {
    this.journal = journal;
  }

  /**
   * The principal whose key and secret these are; empty if the key is unknown, withdrawn or out of
   * time, or the secret is another one. How long it takes says nothing about the secret.
   */
  public Optional<Access> authenticate(ClientId clientId, String secret, Instant now) {
    var directory = current();
    byte[] hash = sha256(secret);
    return directory
        .key(clientId)
        .filter(key -> MessageDigest.isEqual(HexFormat.of().parseHex(key.secretSha256()), hash))
        .flatMap(_ -> directory.access(clientId, now));
  }

  /** A key that was not withdrawn, be its time out or not. */
  public Optional<KeyRecord> key(ClientId clientId) {
    return current().key(clientId);
  }

  /** What the holder of a key may do; empty if the key is unknown, withdrawn or out of time. */
  public Optional<Access> access(ClientId clientId, Instant now) {
    return current().access(clientId, now);
  }

  /** What a principal may do; empty if it is unknown or deleted. */
  public Optional<Access> access(PrincipalId principal) {
    return current().access(principal);
  }

  public Optional<AccessRecord> organization(OrganizationId id) {
    return current().organization(id);
  }

  /**
   * An organisation as of a position that this replica has reached: what a write shows of its own
   * commit, whatever has come after.
   */
  public Optional<AccessRecord> organization(OrganizationId id, long position) {
    Optional<AccessRecord> now = organization(id);
    if (now.isEmpty() || now.get().lastPosition() <= position) {
      return now;
    }
    try (var events = journal.read(StreamName.access(id), 0)) {
      return Optional.ofNullable(
          AccessFold.apply(
              null, events.takeWhile(event -> event.position() <= position).iterator()));
    }
  }

  /** The organisation that a project belongs to. */
  public Optional<OrganizationId> organizationOf(ProjectId project) {
    return current().organizationOf(project);
  }

  private Directory current() {
    long reached = journal.reached();
    var known = directory;
    return known.reached() >= reached ? known : follow(reached);
  }

  private Directory follow(long reached) {
    following.lock();
    try {
      if (directory.reached() < reached) {
        directory = advanced(directory, reached);
      }
      return directory;
    } finally {
      following.unlock();
    }
  }

  private Directory advanced(Directory known, long reached) {
    Map<StreamName, FollowedStream> streams = new HashMap<>(known.streams());
    try (var names = journal.streams(STREAMS)) {
      names.forEach(name -> topUp(streams, name));
    }
    return streams.equals(known.streams()) ? known.at(reached) : Directory.of(reached, streams);
  }

  private void topUp(Map<StreamName, FollowedStream> streams, StreamName name) {
    var followed = streams.get(name);
    long sequence = followed == null ? -1 : followed.sequence();
    if (journal.head(name) == sequence) {
      return;
    }
    AccessRecord organization = followed == null ? null : followed.organization();
    try (var events = journal.read(name, sequence + 1)) {
      List<RecordedEvent> news = events.toList();
      organization = AccessFold.apply(organization, news.iterator());
      sequence = news.getLast().sequence();
    }
    if (organization != null) {
      streams.put(name, new FollowedStream(sequence, organization));
    }
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }
}

package dev.assay.command.iteration;

import dev.assay.command.revocation.Revocations;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What decisions need to know of an iteration. */
public final class IterationState {

  private final IterationId id;
  private final Fingerprint fingerprint;
  private final Map<BuildId, BuildState> builds = LinkedHashMap.newLinkedHashMap(1);
  private int number;
  private Revocations revocations = Revocations.NONE;

  IterationState(IterationId id, Fingerprint fingerprint) {
    this.id = id;
    this.fingerprint = fingerprint;
  }

  IterationState(IterationSnapshot snapshot) {
    this(snapshot.id(), snapshot.fingerprint());
    this.number = snapshot.number();
    this.revocations = snapshot.revocations();
    snapshot.builds().forEach(build -> add(new BuildState(build)));
  }

  IterationSnapshot snapshot() {
    return new IterationSnapshot(
        id,
        fingerprint,
        number,
        revocations,
        builds.values().stream().map(BuildState::snapshot).toList());
  }

  public IterationId id() {
    return id;
  }

  public Fingerprint fingerprint() {
    return fingerprint;
  }

  public boolean isComplete() {
    return number > 0;
  }

  /** From 1; 0 while it is not complete. */
  public int number() {
    return number;
  }

  public Revocations revocations() {
    return revocations;
  }

  /** Whether one of its builds was made from an iteration. */
  public boolean isChildOf(IterationId parent) {
    return builds.values().stream().anyMatch(build -> parent.equals(build.parent()));
  }

  void revoke(Revocations next) {
    revocations = next;
  }

  boolean allBuildsDone() {
    return !builds.isEmpty()
        && builds.values().stream().allMatch(build -> build.status() == BuildStatus.DONE);
  }

  boolean hasComponent(String componentType) {
    return builds.values().stream().anyMatch(build -> build.componentType().equals(componentType));
  }

  Collection<BuildState> builds() {
    return builds.values();
  }

  @Nullable BuildState build(BuildId build) {
    return builds.get(build);
  }

  void publish(int published) {
    number = published;
  }

  void add(BuildState build) {
    builds.put(build.id(), build);
  }

  void remove(BuildId build) {
    builds.remove(build);
  }
}

package dev.assay.events.codec;

import dev.assay.events.Event;
import dev.assay.events.access.AccessEvent;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.cascade.CascadeEvent;
import dev.assay.events.registry.RegistryEvent;
import dev.assay.events.system.SystemEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one table of event types: which record is written under which name, in which revision.
 * Immutable.
 */
public final class EventTypes {

  private static final EventTypes SHIPPED =
      builder()
          .add(BucketEvent.BucketCreated.class, "bucket-created")
          .add(BucketEvent.BucketUpdated.class, "bucket-updated")
          .add(BucketEvent.BucketDeleted.class, "bucket-deleted")
          .add(BucketEvent.IterationCreated.class, "iteration-created")
          .add(BucketEvent.IterationPublished.class, "iteration-published")
          .add(BucketEvent.IterationDeleted.class, "iteration-deleted")
          .add(BucketEvent.ChildRecorded.class, "child-recorded")
          .add(BucketEvent.IterationRevoked.class, "iteration-revoked")
          .add(BucketEvent.RevocationScheduled.class, "revocation-scheduled")
          .add(BucketEvent.RevocationTookEffect.class, "revocation-took-effect")
          .add(BucketEvent.RevocationCancelled.class, "revocation-cancelled")
          .add(BucketEvent.IterationRestored.class, "iteration-restored")
          .add(BucketEvent.RevocationInherited.class, "revocation-inherited")
          .add(BucketEvent.InheritedRevocationEnded.class, "inherited-revocation-ended")
          .add(BucketEvent.BuildCreated.class, "build-created")
          .add(BucketEvent.BuildDescribed.class, "build-described")
          .add(BucketEvent.ArtifactsRecorded.class, "artifacts-recorded")
          .add(BucketEvent.ParentRecorded.class, "parent-recorded")
          .add(BucketEvent.BuildStarted.class, "build-started")
          .add(BucketEvent.BuildFinished.class, "build-finished")
          .add(BucketEvent.BuildFailed.class, "build-failed")
          .add(BucketEvent.BuildCancelled.class, "build-cancelled")
          .add(BucketEvent.BuildTimedOut.class, "build-timed-out")
          .add(BucketEvent.BuildDeleted.class, "build-deleted")
          .add(BucketEvent.ChannelCreated.class, "channel-created")
          .add(
              BucketEvent.ChannelRevocationPolicyChanged.class, "channel-revocation-policy-changed")
          .add(BucketEvent.ChannelRestrictionChanged.class, "channel-restriction-changed")
          .add(BucketEvent.ChannelAssigned.class, "channel-assigned")
          .add(BucketEvent.ChannelUnassigned.class, "channel-unassigned")
          .add(BucketEvent.ChannelRolledBack.class, "channel-rolled-back")
          .add(BucketEvent.ChannelDeleted.class, "channel-deleted")
          .add(CascadeEvent.CascadeStarted.class, "cascade-started")
          .add(CascadeEvent.CascadeEnded.class, "cascade-ended")
          .add(AccessEvent.OrganizationCreated.class, "organization-created")
          .add(AccessEvent.ProjectCreated.class, "project-created")
          .add(AccessEvent.ServicePrincipalCreated.class, "service-principal-created")
          .add(AccessEvent.ServicePrincipalDeleted.class, "service-principal-deleted")
          .add(AccessEvent.KeyCreated.class, "key-created")
          .add(AccessEvent.KeyRevoked.class, "key-revoked")
          .add(AccessEvent.RoleGranted.class, "role-granted")
          .add(AccessEvent.RoleWithdrawn.class, "role-withdrawn")
          .add(RegistryEvent.RegistryCreated.class, "registry-created")
          .add(SystemEvent.TokenKeyCreated.class, "token-key-created")
          .add(SystemEvent.CheckpointKeyCreated.class, "checkpoint-key-created")
          .add(SystemEvent.StreamRepaired.class, "stream-repaired")
          .add(SystemEvent.FormatRaised.class, "format-raised")
          .build();

  private final Map<Class<?>, EventType> byClass;
  private final Map<String, EventType> byName;

  private EventTypes(Map<Class<?>, EventType> byClass, Map<String, EventType> byName) {
    this.byClass = Map.copyOf(byClass);
    this.byName = Map.copyOf(byName);
  }

  /** The table of this version. */
  public static EventTypes shipped() {
    return SHIPPED;
  }

  /** An empty table to fill. */
  public static Builder builder() {
    return new Builder();
  }

  /** Every type of the table, in no order. */
  public Collection<EventType> all() {
    return byName.values();
  }

  /**
   * How an event is written.
   *
   * @throws IllegalArgumentException if its class is not in the table
   */
  public EventType of(Event event) {
    EventType type = byClass.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          "event: "
              + event.getClass().getName()
              + " (expected: a type in the table of event types)");
    }
    return type;
  }

  @Nullable EventType named(String name) {
    return byName.get(name);
  }

  /** Fills a table. Used by one thread. */
  public static final class Builder {

    private final Map<Class<?>, EventType> byClass = new LinkedHashMap<>();
    private final Map<String, EventType> byName = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a type.
     *
     * @param upcasters the first turns revision 1 into 2, and so on
     * @throws IllegalArgumentException if the class or the name is there already
     */
    public Builder add(Class<? extends Event> type, String name, Upcaster... upcasters) {
      EventType added = new EventType(type, name, List.of(upcasters));
      if (byClass.putIfAbsent(type, added) != null || byName.putIfAbsent(name, added) != null) {
        throw new IllegalArgumentException(
            "event type: "
                + name
                + " of "
                + type.getName()
                + " (expected: each name and class once)");
      }
      return this;
    }

    public EventTypes build() {
      return new EventTypes(byClass, byName);
    }
  }
}

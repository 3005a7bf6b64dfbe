package dev.assay.command.access;

import dev.assay.command.access.AccessCommand.GrantRole;
import dev.assay.command.access.AccessCommand.SetPolicy;
import dev.assay.command.bucket.Bucket;
import dev.assay.command.bucket.Verdict;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.access.Resource;
import dev.assay.projections.access.Resource.OfBucket;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Loads the organisation that a command concerns and lets it decide. Where roles on a bucket are
 * given, its bucket is loaded too, and first: so the bucket cannot be deleted in the meantime, and
 * a deletion, which loads both in the same order, never waits for this.
 */
public final class AccessCommandHandler implements MessageHandler<CommandMessage<?>>, BucketRoles {

  private final Repository<Organization> organizations;
  private final Repository<Bucket> buckets;
  private final InstantSource clock;

  public AccessCommandHandler(
      Repository<Organization> organizations, Repository<Bucket> buckets, InstantSource clock) {
    this.organizations = organizations;
    this.buckets = buckets;
    this.clock = clock;
  }

  @Override
  public Verdict handle(CommandMessage<?> message) throws Exception {
    AccessCommand command = (AccessCommand) message.getPayload();
    boolean there =
        switch (command) {
          case GrantRole grant -> bucketExists(grant.resource());
          case SetPolicy set -> bucketExists(set.resource());
          default -> true;
        };
    return load(command.stream())
        .invoke(
            each -> each.decide(command, there, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  @Override
  public void end(OrganizationId organization, OfBucket bucket) throws Exception {
    load(StreamName.access(organization)).execute(each -> each.endRolesOn(bucket));
  }

  private Aggregate<Organization> load(StreamName stream) throws Exception {
    return organizations.loadOrCreate(stream.value(), Organization::new);
  }

  private boolean bucketExists(Resource resource) throws Exception {
    if (!(resource instanceof OfBucket(var project, var bucket))) {
      return true;
    }
    StreamName stream = StreamName.bucket(project, bucket);
    return buckets.loadOrCreate(stream.value(), Bucket::new).invoke(Bucket::exists);
  }
}

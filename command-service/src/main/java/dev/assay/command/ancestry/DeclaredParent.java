package dev.assay.command.ancestry;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.execution.Command;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink;
import dev.assay.events.iteration.ParentLink.Tracked;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher said that a build was made from.
 *
 * @param channel the channel through which it was found, null where none was named
 */
public record DeclaredParent(IterationId iteration, @Nullable ChannelId channel) {

  /** The parent that a command declares. */
  public static Optional<DeclaredParent> of(Command command) {
    return switch (command) {
      case CreateBuild create -> of(create.details());
      case UpdateBuild update -> of(update.details());
      default -> Optional.empty();
    };
  }

  private static Optional<DeclaredParent> of(BuildDetails details) {
    return Optional.ofNullable(details.parentIterationId())
        .map(iteration -> new DeclaredParent(iteration, details.parentChannelId()));
  }

  /** As the child records it: tracked where the parent is known, else only as declared. */
  public ParentLink link(Optional<Tracked> tracked) {
    return new ParentLink(iteration, channel, tracked.orElse(null));
  }
}

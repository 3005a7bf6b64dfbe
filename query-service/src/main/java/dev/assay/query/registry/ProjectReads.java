package dev.assay.query.registry;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.access.Permission;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.registry.RegistryFold;
import dev.assay.projections.registry.RegistryRecord;
import dev.assay.projections.wire.AccessWire;
import dev.assay.projections.wire.Answers.EnforcedBlocks;
import dev.assay.projections.wire.Answers.RegistryAnswer;
import dev.assay.query.http.AnswersAsOf;
import dev.assay.query.http.Reads;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The registry of a project, and the blocks that it enforces, of which there are none yet. */
@RestController
@AnswersAsOf
final class ProjectReads {

  private final Journal journal;
  private final Reads reads;

  ProjectReads(Journal journal, Reads reads) {
    this.journal = journal;
    this.reads = reads;
  }

  @GetMapping(Paths.PROJECT + "/registry")
  RegistryAnswer registry(
      @PathVariable String organization,
      @PathVariable String project,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    ProjectId of = session.seenProject(organization, project).id();
    RegistryRecord registry = reads.folded(session, position -> fold(of, position));
    if (registry == null) {
      throw new RefusalException(
          new Refusal.NotFound("registry of project " + of + ": does not exist"));
    }
    return new RegistryAnswer(AccessWire.registry(session.organization(), registry));
  }

  @GetMapping(Paths.PROJECT + "/enforced_blocks/bucket/{bucket}")
  EnforcedBlocks enforcedBlocks(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName name = Paths.bucket(bucket);
    session.bucket(organization, project, name, Permission.READ);
    return reads.folded(session, _ -> new EnforcedBlocks(List.of()));
  }

  /** Folded from the journal: the stream of a registry holds a handful of events. */
  private @Nullable RegistryRecord fold(ProjectId project, long position) {
    RegistryRecord registry = null;
    try (Stream<RecordedEvent> events = journal.read(StreamName.registry(project), 0)) {
      for (Iterator<RecordedEvent> each = events.iterator(); each.hasNext(); ) {
        RecordedEvent recorded = each.next();
        if (recorded.position() <= position) {
          registry = RegistryFold.apply(registry, recorded);
        }
      }
    }
    return registry;
  }
}

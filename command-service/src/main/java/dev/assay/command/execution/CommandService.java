package dev.assay.command.execution;

import dev.assay.command.ancestry.JournalProjects;
import dev.assay.command.ancestry.Projects;
import dev.assay.command.identity.IdSource;
import dev.assay.command.iteration.BuildTimeouts;
import dev.assay.command.iteration.SignsOfLife;
import dev.assay.command.revocation.DueRevocations;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.memory.InMemorySnapshotStore;
import dev.assay.events.liveness.Liveness;
import java.time.InstantSource;

/**
 * The command side of one instance: executes commands, and times out builds that give no sign of
 * life. The journal and the liveness topic belong to whoever made them.
 */
public final class CommandService implements AutoCloseable {

  private final Commands commands;
  private final Projects projects;
  private final BuildTimeouts timeouts;
  private final DueRevocations dueRevocations;

  private CommandService(
      Commands commands, Projects projects, BuildTimeouts timeouts, DueRevocations dueRevocations) {
    this.commands = commands;
    this.projects = projects;
    this.timeouts = timeouts;
    this.dueRevocations = dueRevocations;
  }

  /** Makes it without aggregate snapshots that outlive it, as for a journal in memory. */
  public static CommandService create(
      Journal journal,
      Liveness liveness,
      InstantSource clock,
      IdSource ids,
      CommandSettings settings) {
    return create(journal, new InMemorySnapshotStore(), liveness, clock, ids, settings);
  }

  /** Makes it; nothing runs until {@link #start()}, but commands may be executed. */
  public static CommandService create(
      Journal journal,
      SnapshotStore snapshots,
      Liveness liveness,
      InstantSource clock,
      IdSource ids,
      CommandSettings settings) {
    Projects projects = new JournalProjects(journal);
    AggregateBus bus = new AggregateBus(journal, snapshots, clock, projects, settings);
    SignsOfLife signs = new SignsOfLife(liveness, clock);
    CascadeLocks locks = new CascadeLocks(settings.patience());
    CascadeStream cascades = new CascadeStream(journal, clock, ids);
    Commands commands =
        new AxonCommands(
            new Deciding(journal, bus, ids, signs, locks, cascades, settings), locks, settings);
    BuildTimeouts timeouts =
        new BuildTimeouts(
            journal,
            snapshots,
            liveness,
            clock,
            commands,
            settings.buildTimeout(),
            settings.timeoutCheck());
    return new CommandService(
        commands,
        projects,
        timeouts,
        new DueRevocations(journal, snapshots, clock, commands, settings.timeoutCheck()));
  }

  public Commands commands() {
    return commands;
  }

  public Projects projects() {
    return projects;
  }

  /** The timer of scheduled revocations. */
  public DueRevocations dueRevocations() {
    return dueRevocations;
  }

  /** Starts the timers. */
  public void start() {
    timeouts.start();
    dueRevocations.start();
  }

  /** Stops the timers; commands in flight are let finish by their callers. */
  @Override
  public void close() {
    timeouts.close();
    dueRevocations.close();
  }
}

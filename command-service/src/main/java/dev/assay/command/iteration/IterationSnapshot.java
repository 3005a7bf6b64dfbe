package dev.assay.command.iteration;

import dev.assay.command.revocation.Revocations;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import java.util.List;

/**
 * The state of an iteration as it is kept in an aggregate snapshot.
 *
 * @param number 0 while it is not complete
 */
public record IterationSnapshot(
    IterationId id,
    Fingerprint fingerprint,
    int number,
    Revocations revocations,
    List<BuildSnapshot> builds) {}

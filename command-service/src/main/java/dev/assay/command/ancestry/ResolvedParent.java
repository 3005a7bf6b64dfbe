package dev.assay.command.ancestry;

import dev.assay.command.revocation.Inheritance;
import dev.assay.events.iteration.ParentLink;
import java.util.List;

/**
 * What a build was made from, with what it inherits from there.
 *
 * @param revocations empty where the parent is good, or not tracked
 */
public record ResolvedParent(ParentLink link, List<Inheritance> revocations) {}

package dev.assay.projections.ancestry;

import java.util.List;
import java.util.Optional;

/**
 * Which stretch of a list of relations is read.
 *
 * @param after the {@link RelationRecord#place place} behind which it begins, empty for the whole
 * @param backward whether it is read from the end
 * @param limit how many at most, at least 1
 */
public record Stretch(Optional<List<String>> after, boolean backward, int limit) {}

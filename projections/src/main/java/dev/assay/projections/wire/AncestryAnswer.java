package dev.assay.projections.wire;

import dev.assay.projections.paging.Pagination;
import java.util.List;

/**
 * {@code ListBucketAncestryResponse}.
 *
 * @param totalCount relations in all that the caller may read, not only on this page
 * @param hidden relations in all that the caller may not read; Assay's own
 */
public record AncestryAnswer(
    List<Relation> relations, int totalCount, Pagination pagination, int hidden) {}

package dev.assay.projections.records;

import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import java.util.List;

/** What a channel has pointed at; the gaps in which it pointed at nothing are not counted. */
record ChannelHistory(List<AssignmentRecord> rows) {

  ChannelHistory {
    rows = rows.stream().filter(row -> row.iteration() != null).toList();
  }

  int count() {
    return rows.size();
  }

  /** The newest first. */
  Page<AssignmentRecord> page(PageRequest request) {
    return new HeldListing<>(
            rows, row -> HeldListing.digits(row.sequence()), row -> row.channelId().value(), true)
        .page(request);
  }
}

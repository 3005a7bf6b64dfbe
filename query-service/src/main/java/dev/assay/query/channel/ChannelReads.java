package dev.assay.query.channel;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.projections.access.Permission;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.wire.Answers.ChannelAnswer;
import dev.assay.projections.wire.Answers.ChannelList;
import dev.assay.projections.wire.Answers.HistoryPage;
import dev.assay.query.http.AnswersAsOf;
import dev.assay.query.http.PageParameters;
import dev.assay.query.http.Reads;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Get, List and history of channels. Restricted ones are there only for those who may write. */
@RestController
@AnswersAsOf
final class ChannelReads {

  private final Reads reads;

  ChannelReads(Reads reads) {
    this.reads = reads;
  }

  @GetMapping(Paths.CHANNEL)
  ChannelAnswer get(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String channel,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    ChannelName name = Paths.channel(channel);
    return reads.answer(
        session,
        at -> {
          BucketRecord found = at.bucket(of, in);
          return new ChannelAnswer(
              session.tagged(at.wire().taggedChannel(found, at.channel(found, name))));
        });
  }

  @GetMapping(Paths.CHANNELS)
  ChannelList list(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    return reads.answer(
        session,
        at -> {
          BucketRecord found = at.bucket(of, in);
          return new ChannelList(
              at.channels(found).stream()
                  .map(channel -> at.wire().channel(found, channel))
                  .toList());
        });
  }

  @GetMapping(Paths.CHANNEL + "/history")
  HistoryPage history(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String channel,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    ChannelName name = Paths.channel(channel);
    PageRequest request = PageParameters.of(query).page("history/" + of + "/" + in + "/" + channel);
    return reads.page(
        session,
        request,
        (at, asked) -> {
          BucketRecord found = at.bucket(of, in);
          ChannelRecord shown = at.channel(found, name);
          Page<AssignmentRecord> page = at.records().history(shown.id(), asked);
          return new HistoryPage(
              page.items().stream()
                  .flatMap(row -> at.wire().assignment(found, row).stream())
                  .toList(),
              at.records().historyCount(shown.id()),
              page.pagination());
        });
  }
}

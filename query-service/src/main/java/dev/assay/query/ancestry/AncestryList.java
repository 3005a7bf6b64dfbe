package dev.assay.query.ancestry;

import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.access.Access;
import dev.assay.projections.access.Permission;
import dev.assay.projections.ancestry.ChildrenAsked;
import dev.assay.projections.ancestry.Kin;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.ancestry.Stretch;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.PageToken;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.AncestryAnswer;
import dev.assay.projections.wire.Relation;
import dev.assay.query.http.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The relations of one bucket: first to the parents of one of its versions, which are few, then to
 * its children, which may be thousands and are read page by page.
 */
final class AncestryList {

  private static final String PARENTS = "p";
  private static final String CHILDREN = "c";
  private static final int PLACE_PARTS = 5;

  /** So that all numbers of parents have as many digits, and order as texts. */
  private static final int FIRST_PARENT = 1_000_000;

  /** A relation and where it stands in the list. */
  private record Row(List<String> key, Relation relation) {}

  private final Moment moment;
  private final Access access;
  private final List<Row> parents;
  private final int hiddenParents;
  private final @Nullable ChildrenAsked children;

  AncestryList(Moment moment, Access access, BucketRecord bucket, AncestryQuery query) {
    this.moment = moment;
    this.access = access;
    this.children = query.type().children() ? children(bucket, query.channel()) : null;
    Optional<IterationRecord> of =
        query.type().parents() ? version(bucket, query.fingerprint()) : Optional.empty();
    List<RelationRecord> tracked = of.map(this::tracked).orElse(List.of());
    List<Relation> shown =
        Stream.concat(
                tracked.stream()
                    .filter(relation -> mayRead(relation.parent()))
                    .map(moment.wire().ancestry()::relation),
                of.stream()
                    .flatMap(
                        version -> moment.wire().ancestry().untracked(bucket, version).stream()))
            .toList();
    this.parents =
        IntStream.range(0, shown.size())
            .mapToObj(
                i -> new Row(List.of(PARENTS, Integer.toString(FIRST_PARENT + i)), shown.get(i)))
            .toList();
    this.hiddenParents =
        (int) tracked.stream().filter(relation -> !mayRead(relation.parent())).count();
  }

  private Optional<IterationRecord> version(BucketRecord bucket, @Nullable Fingerprint asked) {
    return asked == null
        ? moment.records().newestPublished(bucket.id())
        : Optional.of(moment.iteration(bucket, asked));
  }

  private List<RelationRecord> tracked(IterationRecord iteration) {
    return moment.records().relations().parents(iteration.id()).stream()
        .filter(RelationRecord::handsDown)
        .toList();
  }

  private ChildrenAsked children(BucketRecord bucket, @Nullable ChannelName through) {
    ChannelId channel = through == null ? null : moment.channel(bucket, through).id();
    return new ChildrenAsked(bucket.id(), channel, ReadablePlaces.of(access));
  }

  private boolean mayRead(Kin kin) {
    return access.may(Permission.READ, kin.projectId(), kin.bucketName());
  }

  AncestryAnswer page(PageRequest request) {
    Page<Row> page = Page.of(request, read(request), Row::key);
    int shown = count(children);
    int all = children == null ? 0 : count(children.anywhere());
    return new AncestryAnswer(
        page.items().stream().map(Row::relation).toList(),
        parents.size() + shown,
        page.pagination(),
        hiddenParents + all - shown);
  }

  private int count(@Nullable ChildrenAsked asked) {
    return asked == null ? 0 : moment.records().relations().count(asked);
  }

  private List<Row> read(PageRequest request) {
    Optional<List<String>> token = request.token().map(PageToken::key).map(AncestryList::checked);
    List<Row> read = new ArrayList<>();
    int most = request.size() + 1;
    if (request.direction() == Direction.FORWARD) {
      parents.stream().filter(row -> isBehind(row, token)).limit(most).forEach(read::add);
      read.addAll(children(place(token), false, most - read.size()));
    } else {
      if (!isIn(PARENTS, token)) {
        read.addAll(children(place(token), true, most));
      }
      parents.reversed().stream()
          .filter(row -> isIn(CHILDREN, token) || isBefore(row, token))
          .limit(most - read.size())
          .forEach(read::add);
    }
    return read;
  }

  private static boolean isIn(String part, Optional<List<String>> token) {
    return token.filter(key -> key.getFirst().equals(part)).isPresent();
  }

  private static boolean isBehind(Row row, Optional<List<String>> token) {
    return token.isEmpty()
        || (isIn(PARENTS, token) && row.key().getLast().compareTo(token.get().getLast()) > 0);
  }

  private static boolean isBefore(Row row, Optional<List<String>> token) {
    return isIn(PARENTS, token) && row.key().getLast().compareTo(token.get().getLast()) < 0;
  }

  private List<Row> children(Optional<List<String>> after, boolean backward, int limit) {
    if (children == null || limit < 1) {
      return List.of();
    }
    return moment
        .records()
        .relations()
        .children(children, new Stretch(after, backward, limit))
        .stream()
        .map(relation ->
            new Row(
                Stream.concat(Stream.of(CHILDREN), relation.place().stream()).toList(),
                moment.wire().ancestry().relation(relation)))
        .toList();
  }

  /** The place of the child beside which the page begins; none if that is a parent. */
  private static Optional<List<String>> place(Optional<List<String>> token) {
    return token
        .filter(key -> key.getFirst().equals(CHILDREN))
        .map(key -> key.subList(1, key.size()));
  }

  /** Tokens are no more trusted than parameters. */
  private static List<String> checked(List<String> key) {
    boolean fits =
        switch (key.isEmpty() ? "" : key.getFirst()) {
          case PARENTS -> key.size() == 2;
          case CHILDREN -> key.size() == 1 + PLACE_PARTS;
          default -> false;
        };
    if (!fits) {
      throw new RefusalException(
          Refusal.InvalidArgument.of(
              "pagination.next_page_token", "foreign", "a token that this list gave, unchanged"));
    }
    return key;
  }
}

package dev.assay.benchmarks.revocation;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.history.Family;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.projections.ancestry.ChildrenAsked;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.ancestry.Stretch;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import dev.assay.projections.views.Consistency;
import dev.assay.projections.views.ViewRecords;
import dev.assay.projections.views.Views;
import dev.assay.projections.views.ViewsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * A page of a bucket's children with the count of all and their status together, of few and many.
 */
final class AncestryPages {

  private static final int FEW = 100;
  private static final int MANY = 5_000;
  private static final int PAGE = 50;
  private static final int READS_PER_TURN = 200;

  private final String servers;
  private final Scratch scratch;
  private final int turns;

  AncestryPages(String servers, Scratch scratch, int turns) {
    this.servers = servers;
    this.scratch = scratch;
    this.turns = turns;
  }

  List<Finding> run() throws Exception {
    try (Instance instance = Instance.open(servers, scratch.resolve("index"), true);
        RocksDbViewStore store = RocksDbViewStore.open(scratch.resolve("views-pages"))) {
      Family.Home home = Family.Home.make(instance.journal());
      Family few = Family.publish(instance.commands(), home, "few", FEW, FEW);
      Family many = Family.publish(instance.commands(), home, "many", MANY, MANY);
      try (Views views =
          Views.start(
              instance.journal(), store, ViewsConfig.defaults(), new SimpleMeterRegistry())) {
        Times ofFew = new Times();
        Times ofMany = new Times();
        pages(views, few, FEW, new Times());
        pages(views, many, MANY, new Times());
        for (int turn = 0; turn < turns; turn++) {
          pages(views, few, FEW, ofFew);
          pages(views, many, MANY, ofMany);
        }
        return List.of(
            Finding.of(
                "%d pages of %d children out of %,d, count and status of all; baseline: out of %d"
                    .formatted(READS_PER_TURN, PAGE, MANY, FEW),
                ofFew.median(),
                ofMany.median(),
                new Aim.RatioAtMost(2)));
      }
    }
  }

  private static void pages(Views views, Family family, int children, Times times)
      throws Exception {
    times.measure(() -> {
      for (int read = 0; read < READS_PER_TURN; read++) {
        page(views, family, children);
      }
      return true;
    });
  }

  private static void page(Views views, Family family, int children) {
    try (ViewRecords records = views.read(Consistency.LATEST)) {
      BucketRecord base = records.bucket(family.project(), family.bucket(0)).orElseThrow();
      ChildrenAsked all = ChildrenAsked.all(base.id());
      List<RelationRecord> page =
          records.relations().children(all, new Stretch(Optional.empty(), false, PAGE));
      int count = records.relations().count(all);
      if (page.size() != PAGE
          || count != children
          || records.relations().status(base.id()).isEmpty()) {
        throw new IllegalStateException(
            "children: "
                + count
                + ", on the page "
                + page.size()
                + " (expected: "
                + children
                + ")");
      }
    }
  }
}

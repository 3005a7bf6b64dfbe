package dev.assay.standalone.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Which part of the house may know which other part, and which parts must be pure. */
@AnalyzeClasses(packages = "dev.assay", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

  /** What decides and what folds: the same input must give the same output for ever. */
  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage(
              "dev.assay.events.codec..",
              "dev.assay.events.journal.arbitration..",
              "dev.assay.projections.wire..",
              "dev.assay.projections.bucket..",
              "dev.assay.projections.iteration..",
              "dev.assay.projections.channel..",
              "dev.assay.projections.audit..",
              "dev.assay.projections.registry..",
              "dev.assay.command.channel..")
          .or(resideInAPackage("dev.assay..").and(simpleNameEndingWith("Fold")))
          .or(
              resideInAnyPackage("dev.assay.command.bucket..", "dev.assay.command.iteration..")
                  .and(
                      simpleNameEndingWith("Bucket")
                          .or(simpleNameEndingWith("State"))
                          .or(simpleNameEndingWith("Decisions"))
                          .or(simpleNameEndingWith("Change"))
                          .or(simpleNameEndingWith("Completion"))
                          .or(simpleNameEndingWith("Iterations"))));

  private static final Set<String> READING_THE_CLOCK =
      Set.of(
          "java.time.Instant.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random");

  @ArchTest
  static final ArchRule modules_know_only_what_lies_below_them =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("events")
          .definedBy("dev.assay.events..")
          .layer("projections")
          .definedBy("dev.assay.projections..")
          .layer("command service")
          .definedBy("dev.assay.command..")
          .layer("query service")
          .definedBy("dev.assay.query..")
          .layer("broker")
          .definedBy("dev.assay.broker..")
          .layer("standalone")
          .definedBy("dev.assay.standalone..")
          .whereLayer("standalone")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("command service")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("query service")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("broker")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("projections")
          .mayOnlyBeAccessedByLayers("command service", "query service", "standalone");

  @ArchTest
  static final ArchRule only_the_kafka_adapters_and_the_broker_know_kafka =
      noClasses()
          .that(
              not(
                  resideInAnyPackage(
                      "dev.assay.events.journal.kafka..",
                      "dev.assay.events.liveness.kafka..",
                      "dev.assay.events.refusals.kafka..",
                      "dev.assay.broker..")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "kafka.."));

  @ArchTest
  static final ArchRule only_the_replica_and_the_embedded_view_store_know_rocksdb =
      noClasses()
          .that(
              not(
                  resideInAnyPackage(
                      "dev.assay.events.journal.replica..",
                      "dev.assay.projections.store.rocksdb..")))
          .should()
          .dependOnClassesThat(resideInAPackage("org.rocksdb.."));

  @ArchTest
  static final ArchRule only_one_adapter_knows_the_mongodb_driver =
      noClasses()
          .that(not(resideInAPackage("dev.assay.projections.store.mongodb..")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.mongodb..", "org.bson.."));

  @ArchTest
  static final ArchRule events_and_projections_know_no_spring =
      noClasses()
          .that(resideInAnyPackage("dev.assay.events..", "dev.assay.projections.."))
          .should()
          .dependOnClassesThat(resideInAPackage("org.springframework.."));

  @ArchTest
  static final ArchRule only_the_edge_of_projections_knows_the_servlet_container =
      noClasses()
          .that(
              resideInAPackage("dev.assay.projections..")
                  .and(not(resideInAPackage("dev.assay.projections.edge.."))))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "jakarta.servlet..",
                  "org.apache.catalina..",
                  "org.apache.coyote..",
                  "org.apache.tomcat.."));

  @ArchTest
  static final ArchRule the_features_of_projections_form_no_circle =
      slices().matching("dev.assay.projections.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule events_know_no_axon =
      noClasses()
          .that(resideInAPackage("dev.assay.events.."))
          .should()
          .dependOnClassesThat(resideInAPackage("org.axonframework.."));

  @ArchTest
  static final ArchRule the_command_service_needs_no_view_store =
      noClasses()
          .that(resideInAPackage("dev.assay.command.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.assay.projections.store..", "dev.assay.projections.views.."));

  @ArchTest
  static final ArchRule what_decides_and_what_folds_does_no_io =
      noClasses()
          .that(PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..")
                  .or(new Named("java.time.Clock", "java.time.InstantSource", "java.util.Random"))
                  .or(new Named("java.security.SecureRandom", "java.io.File", "java.lang.Thread")));

  @ArchTest
  static final ArchRule what_decides_and_what_folds_asks_no_clock_and_no_dice =
      classes().that(PURE).should(new NotCall(READING_THE_CLOCK));

  /** Classes by their full names. */
  private static final class Named extends DescribedPredicate<JavaClass> {
    private final Set<String> names;

    Named(String... names) {
      super("named " + String.join(", ", names));
      this.names = Set.of(names);
    }

    @Override
    public boolean test(JavaClass candidate) {
      return names.contains(candidate.getName());
    }
  }

  private static final class NotCall extends ArchCondition<JavaClass> {
    private final Set<String> methods;

    NotCall(Set<String> methods) {
      super("not call any of " + methods);
      this.methods = methods;
    }

    @Override
    public void check(JavaClass candidate, ConditionEvents events) {
      candidate.getMethodCallsFromSelf().stream()
          .filter(call -> methods.contains(named(call)))
          .forEach(
              call -> events.add(SimpleConditionEvent.violated(candidate, call.getDescription())));
    }

    private static String named(JavaAccess<?> call) {
      return call.getTargetOwner().getName() + "." + call.getName();
    }
  }
}

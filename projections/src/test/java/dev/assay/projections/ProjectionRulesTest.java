package dev.assay.projections;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(packages = "dev.assay.projections", importOptions = DoNotIncludeTests.class)
class ProjectionRulesTest {

  private static final String[] PURE = {
    "dev.assay.projections.bucket..",
    "dev.assay.projections.iteration..",
    "dev.assay.projections.channel..",
    "dev.assay.projections.audit..",
    "dev.assay.projections.registry..",
    "dev.assay.projections.wire..",
    "dev.assay.projections.paging..",
    "dev.assay.projections.naming..",
    "dev.assay.projections.refusal.."
  };

  private static final Set<String> IMPURE_CALLS =
      Set.of(
          "java.time.Instant.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.LocalDateTime.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID");

  private static final DescribedPredicate<JavaAccess<?>> ASKING_CLOCK_CHANCE_OR_ENVIRONMENT =
      describe(
          "asking the clock, chance or the environment",
          access ->
              IMPURE_CALLS.contains(
                  access.getTargetOwner().getName() + "." + access.getTarget().getName()));

  @ArchTest
  static final ArchRule FOLDS_AND_WIRE_KNOW_NO_CLOCK_NO_CHANCE =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .or()
          .haveSimpleNameEndingWith("Fold")
          .should()
          .accessTargetWhere(ASKING_CLOCK_CHANCE_OR_ENVIRONMENT);

  @ArchTest
  static final ArchRule FOLDS_AND_WIRE_KNOW_NO_INPUT_OR_OUTPUT =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .or()
          .haveSimpleNameEndingWith("Fold")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.net..",
                      "java.nio.file..",
                      "java.nio.channels..",
                      "java.security.cert..",
                      "org.axonframework..",
                      "org.rocksdb..",
                      "com.mongodb..",
                      "org.springframework..",
                      "org.slf4j..",
                      "dev.assay.projections.store..")
                  .or(
                      describe(
                          "are clocks, random numbers or journals",
                          type ->
                              Set.of(
                                      "java.time.Clock",
                                      "java.time.InstantSource",
                                      "java.util.Random",
                                      "java.security.SecureRandom",
                                      "dev.assay.events.journal.Journal")
                                  .contains(type.getName()))));

  @ArchTest
  static final ArchRule FOLDED_STATE_IS_A_RECORD =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .and()
          .haveSimpleNameEndingWith("Record")
          .should()
          .beRecords();
}

package dev.assay.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

@AnalyzeClasses(packages = "dev.assay.events", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule noKafkaTypeOutsideItsPackages =
      noClasses()
          .that()
          .resideOutsideOfPackage("..kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule noRocksDbTypeOutsideTheReplica =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.events.journal.replica..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.rocksdb..");

  @ArchTest
  static final ArchRule arbiterAndCodecKnowNoClockAndNoRandom =
      noClasses()
          .that()
          .resideInAnyPackage("..arbitration..", "..codec..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, InstantSource.class, Random.class, SplittableRandom.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule eventsKnowNoSpringAndNoAxon =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.axonframework..");
}

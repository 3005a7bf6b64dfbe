package dev.assay.broker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.assay.broker", importOptions = DoNotIncludeTests.class)
class BrokerRulesTest {

  private static final DescribedPredicate<JavaClass> PLAIN_JAVA =
      JavaClass.Predicates.resideInAnyPackage("java..", "dev.assay.broker")
          .or(DescribedPredicate.describe("primitive", JavaClass::isPrimitive));

  @ArchTest
  static final ArchRule public_methods_show_neither_scala_nor_kafka =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should()
          .haveRawReturnType(PLAIN_JAVA);

  @ArchTest
  static final ArchRule the_broker_knows_no_other_part_of_assay =
      noClasses()
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("dev.assay..")
                  .and(
                      DescribedPredicate.not(
                          JavaClass.Predicates.resideInAPackage("dev.assay.broker"))));
}

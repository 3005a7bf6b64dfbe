package dev.assay.standalone.start;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says in one line why Assay does not start and what to do about it. Found by Spring Boot through
 * spring.factories.
 */
final class StartFailureReporter implements SpringBootExceptionReporter {

  /** Spring Boot makes reporters with the context that failed; null if there is none yet. */
  StartFailureReporter(@Nullable ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    System.err.println("Assay cannot start: " + FailureText.of(failure));
    return true;
  }
}

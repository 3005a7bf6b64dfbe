package dev.assay.query.http;

import dev.assay.projections.asof.AsOf;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses {@code as_of} on calls that only know now, rather than answering something else. */
final class AsOfRefusal implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getAttribute(Session.ATTRIBUTE) instanceof Session session
        && !session.asOf().isEmpty()
        && handler instanceof HandlerMethod call
        && !answersAsOf(call)) {
      throw new RefusalException(
          Refusal.InvalidArgument.of(
              AsOf.FIELD,
              Shown.value(session.asOf().getFirst()),
              "absent: this call answers about now only"));
    }
    return true;
  }

  private static boolean answersAsOf(HandlerMethod call) {
    return call.hasMethodAnnotation(AnswersAsOf.class)
        || AnnotatedElementUtils.hasAnnotation(call.getBeanType(), AnswersAsOf.class);
  }
}

package dev.assay.query.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A GET that takes {@code as_of}: it answers through {@link Reads#answer}, {@link Reads#page} or
 * {@link Reads#folded}, which find the moment. All other calls refuse the parameter.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AnswersAsOf {}

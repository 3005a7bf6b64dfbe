package dev.assay.projections.records;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What records look like, down to their last components, as a text: states that were kept under
 * another shape are dropped, whether somebody thought of it or not.
 */
final class RecordShapes {

  private final Set<Class<?>> seen = new HashSet<>();

  private RecordShapes() {}

  static String of(Class<?>... types) {
    var shapes = new RecordShapes();
    return Stream.of(types).map(shapes::shape).collect(Collectors.joining(";"));
  }

  private String shape(Type type) {
    return switch (type) {
      case ParameterizedType of ->
          of.getRawType().getTypeName()
              + Stream.of(of.getActualTypeArguments())
                  .map(this::shape)
                  .collect(Collectors.joining(",", "<", ">"));
      case Class<?> record when record.isRecord() && seen.add(record) ->
          record.getSimpleName()
              + Stream.of(record.getRecordComponents())
                  .map(this::component)
                  .collect(Collectors.joining(",", "{", "}"));
      case Class<?> constants when constants.isEnum() && seen.add(constants) ->
          constants.getSimpleName()
              + Stream.of(constants.getEnumConstants())
                  .map(String::valueOf)
                  .collect(Collectors.joining("|", "(", ")"));
      default -> type.getTypeName();
    };
  }

  private String component(RecordComponent component) {
    return component.getName() + ":" + shape(component.getGenericType());
  }
}

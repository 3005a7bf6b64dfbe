package dev.assay.projections.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.projections.refusal.Checked;
import dev.assay.projections.refusal.Refusal.InvalidArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

  private static final String LIST = "buckets of p by name";

  private static <T> T valid(Checked<T> checked) {
    return checked.orElseThrow(refusal -> new IllegalStateException(refusal.message()));
  }

  private static InvalidArgument invalid(Checked<?> checked) {
    assertThat(checked).isInstanceOf(Checked.Invalid.class);
    return (InvalidArgument) ((Checked.Invalid<?>) checked).refusal();
  }

  @Nested
  class Tokens {

    @Test
    void whenDecodedForItsList_thenWhatWasEncoded() {
      var token = new PageToken(Direction.BACKWARD, List.of("2026-01-01T00:00:00Z", "ü/ä", ""));

      assertThat(valid(PageToken.decode("f", token.encode(LIST), LIST))).isEqualTo(token);
      assertThat(token.encode(LIST)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void whenForAnotherList_thenRefusedByField() {
      var token = new PageToken(Direction.FORWARD, List.of("a")).encode(LIST);

      var refusal =
          invalid(PageToken.decode("pagination.next_page_token", token, "buckets of q by name"));

      assertThat(refusal.field()).isEqualTo("pagination.next_page_token");
      assertThat(refusal.message())
          .isEqualTo(
              "pagination.next_page_token: "
                  + token
                  + " (expected: a token that this list gave, unchanged)");
    }

    @Test
    void whenAnyCharacterIsChanged_thenRefused() {
      var token = new PageToken(Direction.FORWARD, List.of("ubuntu", "01X")).encode(LIST);
      for (int i = 0; i < token.length() - 1; i++) {
        var changed = new StringBuilder(token);
        changed.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
        invalid(PageToken.decode("f", changed.toString(), LIST));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "not base64!", "AAAA", "AAAAAAAAAAAAAAAA", "%00"})
    void whenItIsNone_thenRefused(String token) {
      invalid(PageToken.decode("f", token, LIST));
    }
  }

  @Nested
  class Requests {

    @ParameterizedTest
    @CsvSource({", 50", "'', 50", "0, 50", "1, 1", "1000, 1000"})
    void whenSizeIsGood_thenItCounts(@Nullable String size, int expected) {
      assertThat(valid(PageRequest.of(LIST, size, null, null)).size()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "ten", "1.5", "99999999999"})
    void whenSizeIsBad_thenRefused(String size) {
      assertThat(invalid(PageRequest.of(LIST, size, null, null)).message())
          .isEqualTo("pagination.page_size: " + size + " (expected: 0..1000)");
    }

    @Test
    void whenBothTokensAreGiven_thenRefused() {
      assertThat(invalid(PageRequest.of(LIST, null, "a", "b")).field())
          .isEqualTo("pagination.previous_page_token");
    }

    @Test
    void whenTokenStandsInTheOtherField_thenRefused() {
      var next = new PageToken(Direction.FORWARD, List.of("a")).encode(LIST);

      assertThat(invalid(PageRequest.of(LIST, null, null, next)).field())
          .isEqualTo("pagination.previous_page_token");
    }
  }

  @Nested
  class Pages {

    private final List<String> list =
        IntStream.range(0, 23).mapToObj(i -> "item-%02d".formatted(i)).toList();

    private Page<String> page(int size, @Nullable String next, @Nullable String previous) {
      var request = valid(PageRequest.of(LIST, Integer.toString(size), next, previous));
      return Page.of(request, read(request), item -> List.of(item));
    }

    /** What a store reads: beside the key, in the direction, one more than the size. */
    private List<String> read(PageRequest request) {
      var from = request.token().map(token -> token.key().getFirst());
      boolean forward = request.direction() == Direction.FORWARD;
      return (forward ? list : list.reversed())
          .stream()
              .filter(item ->
                  from.isEmpty()
                      || (forward
                          ? item.compareTo(from.get()) > 0
                          : item.compareTo(from.get()) < 0))
              .limit(request.size() + 1L)
              .toList();
    }

    private List<List<String>> walk(
        Page<String> from, Function<Pagination, String> token, Function<String, Page<String>> go) {
      List<List<String>> pages = new ArrayList<>();
      for (var page = from; ; page = go.apply(token.apply(page.pagination()))) {
        pages.add(page.items());
        if (token.apply(page.pagination()).isEmpty()) {
          return pages;
        }
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 22, 23, 24, 1000})
    void whenWalkedForwardAndBack_thenEveryItemOnceInOrder(int size) {
      var forward =
          walk(page(size, null, null), Pagination::nextPageToken, t -> page(size, t, null));
      assertThat(forward.stream().flatMap(List::stream)).isEqualTo(list);

      var last = lastPage(size);
      var back = walk(last, Pagination::previousPageToken, t -> page(size, null, t));
      assertThat(back.reversed().stream().flatMap(List::stream)).isEqualTo(list);
    }

    private Page<String> lastPage(int size) {
      var page = page(size, null, null);
      while (!page.pagination().nextPageToken().isEmpty()) {
        page = page(size, page.pagination().nextPageToken(), null);
      }
      return page;
    }

    @Test
    void whenListIsEmpty_thenNoTokens() {
      var request = valid(PageRequest.of(LIST, null, null, null));

      assertThat(Page.of(request, List.<String>of(), item -> List.of(item)))
          .isEqualTo(new Page<>(List.of(), Pagination.NONE));
    }
  }

  @Nested
  class Orders {

    private final List<String> allowed = List.of("name", "created_at");
    private final SortOrder otherwise = SortOrder.descending("created_at");

    @ParameterizedTest
    @CsvSource({
      "name, name",
      "name asc, name",
      "name desc, name desc",
      "created_at DESC, created_at desc",
      "'', created_at desc"
    })
    void whenKnown_thenRead(String value, String expected) {
      assertThat(valid(SortOrder.of(List.of(value), allowed, otherwise))).hasToString(expected);
    }

    @Test
    void whenRepeated_thenInTheirOrder() {
      assertThat(
              valid(SortOrder.of(List.of("created_at desc", "name"), allowed, otherwise)).terms())
          .containsExactly(
              new SortOrder.Term("created_at", true), new SortOrder.Term("name", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"size", "name up", "name asc asc", "Name", "name;drop"})
    void whenUnknown_thenRefused(String value) {
      assertThat(invalid(SortOrder.of(List.of(value), allowed, otherwise)).message())
          .isEqualTo(
              "sorting.order_by: "
                  + value
                  + " (expected: each field once, one of name, created_at, alone or followed by asc"
                  + " or desc)");
    }

    @Test
    void whenAFieldStandsTwice_thenRefused() {
      invalid(SortOrder.of(List.of("name", "name desc"), allowed, otherwise));
    }
  }
}

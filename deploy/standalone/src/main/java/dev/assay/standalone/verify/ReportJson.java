package dev.assay.standalone.verify;

import dev.assay.events.journal.verification.CheckedCheckpoint;
import dev.assay.events.journal.verification.Misfit;
import dev.assay.events.journal.verification.VerificationReport;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs: one JSON object. */
final class ReportJson {

  private static final JsonMapper JSON = new JsonMapper();

  private ReportJson() {}

  static ObjectNode of(VerificationReport report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("source", report.source());
    json.put("journalId", report.identity().journal().value());
    json.put("fits", report.misfit().isEmpty());
    json.put("commits", report.size());
    json.put("records", report.records());
    json.put("root", report.root().toString());
    report.time().ifPresent(time -> json.put("time", time.toString()));
    json.put("confirmed", report.confirmed());
    report.misfit().ifPresent(misfit -> json.set("misfit", misfit(misfit)));
    report.checkpoints().forEach(one -> json.withArray("checkpoints").add(checkpoint(one)));
    report.passedOver().forEach((kind, count) -> json.withObject("passedOver").put(kind, count));
    report
        .repeats()
        .forEach(repeat ->
            json.withArray("repeats")
                .addObject()
                .put("offset", repeat.offset())
                .put("position", repeat.position()));
    report.notes().forEach(note -> json.withArray("notes").add(note));
    return json;
  }

  private static ObjectNode misfit(Misfit misfit) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", word(misfit.kind()));
    if (misfit.exact()) {
      json.put("position", misfit.from());
    }
    json.put("from", misfit.from());
    json.put("to", misfit.to());
    json.put("message", misfit.message());
    return json;
  }

  private static ObjectNode checkpoint(CheckedCheckpoint one) {
    ObjectNode json = JSON.createObjectNode();
    json.put("name", one.kept().name());
    json.put("size", one.kept().checkpoint().size());
    json.put("signature", word(one.signature()));
    json.put("result", word(one.result()));
    json.put("message", one.message());
    return json;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.assay.query.audit;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.Permission;
import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.wire.WireJson;
import dev.assay.projections.wire.v1.AuditEntry;
import dev.assay.projections.wire.v1.AuditEntry.Entries;
import dev.assay.query.http.AuditLog;
import dev.assay.query.http.PageParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The audit log of an organisation, of a project, of a bucket: for those who administer it. A page
 * as JSON, or all of it as JSON Lines or CSV.
 */
@RestController
final class AuditReads {

  private final AuditLog log;

  AuditReads(AuditLog log) {
    this.log = log;
  }

  @GetMapping(Paths.ASSAY_ORGANIZATION + "/audit")
  void ofOrganization(
      @PathVariable String organization,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestAttribute(Session.ATTRIBUTE) Session session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, HttpMediaTypeNotAcceptableException {
    OrganizationId of = session.organization(organization, Permission.ADMINISTER);
    boolean machine = session.access().refusalToOperate().isEmpty();
    AuditParameters given =
        new AuditParameters(parameters, AuditParameters.PROJECT, AuditParameters.BUCKET);
    AuditQuery query =
        given.query(
            of, machine, given.text(AuditParameters.PROJECT), given.text(AuditParameters.BUCKET));
    answer(new Call(session, request, response, parameters), given, query);
  }

  @GetMapping(Paths.ASSAY_PROJECT + "/audit")
  void ofProject(
      @PathVariable String organization,
      @PathVariable String project,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestAttribute(Session.ATTRIBUTE) Session session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, HttpMediaTypeNotAcceptableException {
    ProjectId of = session.project(organization, project, Permission.ADMINISTER);
    AuditParameters given = new AuditParameters(parameters, AuditParameters.BUCKET);
    AuditQuery query =
        given.query(session.organization(), false, of.value(), given.text(AuditParameters.BUCKET));
    answer(new Call(session, request, response, parameters), given, query);
  }

  @GetMapping(Paths.ASSAY_BUCKET + "/audit")
  void ofBucket(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestAttribute(Session.ATTRIBUTE) Session session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, HttpMediaTypeNotAcceptableException {
    BucketName name = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, name, Permission.ADMINISTER);
    AuditParameters given = new AuditParameters(parameters);
    AuditQuery query = given.query(session.organization(), false, of.value(), name.value());
    answer(new Call(session, request, response, parameters), given, query);
  }

  private record Call(
      Session session,
      HttpServletRequest request,
      HttpServletResponse response,
      MultiValueMap<String, String> parameters) {}

  private void answer(Call call, AuditParameters given, AuditQuery query)
      throws IOException, HttpMediaTypeNotAcceptableException {
    AuditFormat format =
        AuditFormat.of(given.text("format"), call.request().getHeader(HttpHeaders.ACCEPT));
    if (format == AuditFormat.JSON) {
      page(call, query);
    } else {
      given.checkUnpaged(format);
      export(call, format, query);
    }
  }

  private void page(Call call, AuditQuery query) throws IOException {
    PageRequest page = PageParameters.of(call.parameters()).page(query.list());
    Entries entries =
        log.read(
            call.session(),
            records -> {
              var found = records.page(query, page);
              return new Entries(
                  found.items().stream().map(AuditEntry::of).toList(), found.pagination());
            });
    call.response().setContentType(AuditFormat.JSON.contentType());
    call.response().getOutputStream().write(WireJson.mapper().writeValueAsBytes(entries));
  }

  private void export(Call call, AuditFormat format, AuditQuery query) throws IOException {
    HttpServletResponse response = call.response();
    try (AuditWriter writer = new AuditWriter(format, response)) {
      log.export(call.session(), query, writer::begin, writer::write);
    }
  }
}

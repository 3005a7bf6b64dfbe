package dev.assay.projections.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.Resource.OfBucket;
import dev.assay.projections.access.Resource.OfOrganization;
import dev.assay.projections.access.Resource.OfProject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTest {

  private static final String ID = "1f8a5a52-8e0f-4ee1-9f44-0b1a9d2f7c22";
  private static final ProjectId PROJECT = new ProjectId(ID);

  static Stream<Resource> resources() {
    return Stream.of(
        new OfOrganization(new OrganizationId(ID)),
        new OfProject(PROJECT),
        new OfBucket(PROJECT, new BucketName("Golden-1")));
  }

  @ParameterizedTest
  @MethodSource("resources")
  void givenResource_whenItsNameIsRead_thenTheSame(Resource resource) {
    assertThat(Resource.named(resource.name())).contains(resource);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "organization",
        "organization/",
        "organization/x",
        "Organization/" + ID,
        "organization/" + ID + "/",
        "organization/" + ID + "\n",
        "/project/" + ID,
        "project/" + ID + "/bucket/golden",
        "packer/project/" + ID + "/bucket/",
        "packer/project/" + ID + "/bucket/..",
        "packer/project/" + ID + "/bucket/a b c",
        "packer/project/../bucket/golden",
        "packer/project/" + ID + "/bucket/golden/x"
      })
  void givenWhatNoResourceIsCalled_thenNone(String name) {
    assertThat(Resource.named(name)).isEmpty();
    assertThat(PrincipalName.parse("iam/" + name + "/service-principal/ci-bot")).isEmpty();
  }

  @Test
  void ownersAreOfTheOrganisationOnly() {
    assertThat(resources().filter(each -> each.roles().contains(Role.OWNER)))
        .containsExactly(new OfOrganization(new OrganizationId(ID)));
  }

  @Test
  void givenPrincipalsAndKeys_whenTheirNamesAreRead_thenTheSame() {
    PrincipalName name = new PrincipalName(new OfProject(PROJECT), "ci-bot");
    assertThat(name).hasToString("iam/project/" + ID + "/service-principal/ci-bot");
    assertThat(PrincipalName.parse(name.toString())).contains(name);
    PrincipalName.KeyName key = name.key(new ClientId("assay-1"));
    assertThat(PrincipalName.parseKey(key.toString())).contains(key);
    assertThat(PrincipalName.parse(key.toString())).isEmpty();
    assertThat(PrincipalName.parseKey(name.toString())).isEmpty();
    assertThat(PrincipalName.parseKey(name + "/key/ ")).isEmpty();
  }

  @Test
  void givenBucket_thenNoPrincipalBelongsToIt() {
    assertThat(
            PrincipalName.parse(
                "iam/packer/project/" + ID + "/bucket/golden/service-principal/ci-bot"))
        .isEmpty();
  }
}

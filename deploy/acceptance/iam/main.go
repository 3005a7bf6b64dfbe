// Makes the calls that the Terraform provider makes for service principals and bucket IAM policies, with the client
// that it makes them with, and says what does not come back as the provider needs it.
//
// The environment is that of admin.env; the argument is the name of a bucket that is there and has no policy.
package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"

	"github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/iam_service"
	sps "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/service_principals_service"
	iam "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/models"
	"github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/resource_service"
	rm "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/models"
	"github.com/hashicorp/hcp-sdk-go/config"
	"github.com/hashicorp/hcp-sdk-go/httpclient"
)

const nobody = "4b0f2a63-7d3e-4d5c-9a54-000000000000"

func main() {
	if len(os.Args) != 2 {
		fail("arguments: %d (expected: the name of a bucket)", len(os.Args)-1)
	}
	settings, err := config.NewHCPConfig(config.FromEnv(), config.WithoutBrowserLogin())
	must(err)
	transport, err := httpclient.New(httpclient.Config{HCPConfig: settings, SourceChannel: "assay-acceptance"})
	must(err)
	profile := settings.Profile()
	story := story{
		principals:   sps.New(transport, nil),
		directory:    iam_service.New(transport, nil),
		resources:    resource_service.New(transport, nil),
		organization: profile.OrganizationID,
		project:      profile.ProjectID,
		bucket:       "packer/project/" + profile.ProjectID + "/bucket/" + os.Args[1],
	}
	principal := story.principal()
	story.keys(principal)
	story.batch(principal)
	story.policy(principal)
	story.end(principal)
	fmt.Println("all calls came back as the provider needs them")
}

type story struct {
	principals   sps.ClientService
	directory    iam_service.ClientService
	resources    resource_service.ClientService
	organization string
	project      string
	bucket       string
}

// principal creates a service principal of the project and reads it back.
func (s story) principal() *iam.HashicorpCloudIamServicePrincipal {
	create := sps.NewServicePrincipalsServiceCreateServicePrincipalParams()
	create.ParentResourceName = "project/" + s.project
	create.Body = sps.ServicePrincipalsServiceCreateServicePrincipalBody{Name: "terraform"}
	created, err := s.principals.ServicePrincipalsServiceCreateServicePrincipal(create, nil)
	must(err)
	principal := created.Payload.ServicePrincipal
	equal("resource name", principal.ResourceName, "iam/project/"+s.project+"/service-principal/terraform")
	equal("project", principal.ProjectID, s.project)
	equal("organization", principal.OrganizationID, s.organization)
	equal("principal read back", s.get(principal.ResourceName).ServicePrincipal, principal)

	_, err = s.principals.ServicePrincipalsServiceCreateServicePrincipal(create, nil)
	refused("a second one of the name", err, 409, 6)

	list := sps.NewServicePrincipalsServiceListServicePrincipalsParams()
	list.ParentResourceName = create.ParentResourceName
	listed, err := s.principals.ServicePrincipalsServiceListServicePrincipals(list, nil)
	must(err)
	for _, each := range listed.Payload.ServicePrincipals {
		if reflect.DeepEqual(each, principal) {
			return principal
		}
	}
	fail("list of principals: without %s (expected: with it)", principal.ResourceName)
	return nil
}

func (s story) get(name string) *iam.HashicorpCloudIamGetServicePrincipalResponse {
	get := sps.NewServicePrincipalsServiceGetServicePrincipalParams()
	get.ResourceName = name
	got, err := s.principals.ServicePrincipalsServiceGetServicePrincipal(get, nil)
	must(err)
	return got.Payload
}

// keys creates two keys and deletes the first.
func (s story) keys(principal *iam.HashicorpCloudIamServicePrincipal) {
	first, second := s.key(principal), s.key(principal)
	equal("keys", len(s.get(principal.ResourceName).Keys), 2)
	remove := sps.NewServicePrincipalsServiceDeleteServicePrincipalKeyParams()
	remove.ResourceName2 = first.ResourceName
	_, err := s.principals.ServicePrincipalsServiceDeleteServicePrincipalKey(remove, nil)
	must(err)
	equal("keys left", s.get(principal.ResourceName).Keys, []*iam.HashicorpCloudIamServicePrincipalKey{second})
	_, err = s.principals.ServicePrincipalsServiceDeleteServicePrincipalKey(remove, nil)
	refused("deleting a key that is gone", err, 404, 5)
}

func (s story) key(principal *iam.HashicorpCloudIamServicePrincipal) *iam.HashicorpCloudIamServicePrincipalKey {
	create := sps.NewServicePrincipalsServiceCreateServicePrincipalKeyParams()
	create.ParentResourceName = principal.ResourceName
	create.Body = map[string]any{}
	created, err := s.principals.ServicePrincipalsServiceCreateServicePrincipalKey(create, nil)
	must(err)
	equal("length of the secret", len(created.Payload.ClientSecret), 43)
	equal("state of the key", *created.Payload.Key.State, iam.HashicorpCloudIamServicePrincipalKeyStateACTIVE)
	return created.Payload.Key
}

// batch asks for what kind of principal has which id: each must be answered.
func (s story) batch(principal *iam.HashicorpCloudIamServicePrincipal) {
	view := string(iam.HashicorpCloudIamPrincipalViewPRINCIPALVIEWBASIC)
	ask := iam_service.NewIamServiceBatchGetPrincipalsParams()
	ask.OrganizationID, ask.View = s.organization, &view
	ask.PrincipalIds = []string{principal.ID, nobody}
	answer, err := s.directory.IamServiceBatchGetPrincipals(ask, nil)
	must(err)
	types := map[string]iam.HashicorpCloudIamPrincipalType{}
	for _, each := range answer.Payload.Principals {
		types[each.ID] = *each.Type
	}
	equal("principals", types, map[string]iam.HashicorpCloudIamPrincipalType{
		principal.ID: iam.HashicorpCloudIamPrincipalTypePRINCIPALTYPESERVICE,
		nobody:       iam.HashicorpCloudIamPrincipalTypePRINCIPALTYPEUNSPECIFIED,
	})
}

// policy sets the bucket's policy twice, loses once against itself, and empties it.
func (s story) policy(principal *iam.HashicorpCloudIamServicePrincipal) {
	_, err := s.read()
	refused("a policy that was never set", err, 404, 5)
	first, err := s.set("roles/contributor", principal.ID, "")
	must(err)
	second, err := s.set("roles/admin", principal.ID, first.Etag)
	must(err)
	stored, err := s.read()
	must(err)
	equal("policy read back", stored, second)
	equal("role", stored.Bindings[0].RoleID, "roles/admin")
	equal("member", stored.Bindings[0].Members[0].MemberID, principal.ID)
	equal("member type", *stored.Bindings[0].Members[0].MemberType,
		rm.HashicorpCloudResourcemanagerPolicyBindingMemberTypeSERVICEPRINCIPAL)
	_, err = s.set("roles/viewer", principal.ID, first.Etag)
	refused("a tag of before", err, 409, 10)
	empty, err := s.put(&rm.HashicorpCloudResourcemanagerPolicy{Etag: second.Etag})
	must(err)
	equal("bindings after the end", len(empty.Bindings), 0)
}

func (s story) read() (*rm.HashicorpCloudResourcemanagerPolicy, error) {
	get := resource_service.NewResourceServiceGetIamPolicyParams()
	get.ResourceName = &s.bucket
	got, err := s.resources.ResourceServiceGetIamPolicy(get, nil)
	if err != nil {
		return nil, err
	}
	return got.Payload.Policy, nil
}

func (s story) set(role, member, etag string) (*rm.HashicorpCloudResourcemanagerPolicy, error) {
	kind := rm.HashicorpCloudResourcemanagerPolicyBindingMemberTypeSERVICEPRINCIPAL
	return s.put(&rm.HashicorpCloudResourcemanagerPolicy{
		Etag: etag,
		Bindings: []*rm.HashicorpCloudResourcemanagerPolicyBinding{{
			RoleID:  role,
			Members: []*rm.HashicorpCloudResourcemanagerPolicyBindingMember{{MemberID: member, MemberType: &kind}},
		}},
	})
}

func (s story) put(policy *rm.HashicorpCloudResourcemanagerPolicy) (*rm.HashicorpCloudResourcemanagerPolicy, error) {
	put := resource_service.NewResourceServiceSetIamPolicyParams()
	put.Body = &rm.HashicorpCloudResourcemanagerResourceSetIamPolicyRequest{Policy: policy, ResourceName: s.bucket}
	answer, err := s.resources.ResourceServiceSetIamPolicy(put, nil)
	if err != nil {
		return nil, err
	}
	return answer.Payload.Policy, nil
}

// end deletes the principal; the provider takes 404 as gone.
func (s story) end(principal *iam.HashicorpCloudIamServicePrincipal) {
	remove := sps.NewServicePrincipalsServiceDeleteServicePrincipalParams()
	remove.ResourceName = principal.ResourceName
	_, err := s.principals.ServicePrincipalsServiceDeleteServicePrincipal(remove, nil)
	must(err)
	_, err = s.principals.ServicePrincipalsServiceDeleteServicePrincipal(remove, nil)
	refused("deleting a principal that is gone", err, 404, 5)
	get := sps.NewServicePrincipalsServiceGetServicePrincipalParams()
	get.ResourceName = principal.ResourceName
	_, err = s.principals.ServicePrincipalsServiceGetServicePrincipal(get, nil)
	refused("a principal that is gone", err, 404, 5)
}

// refused checks status and code of an error as the generated client decodes it.
func refused(what string, err error, status int, code int32) {
	var coded interface{ Code() int }
	if !errors.As(err, &coded) {
		fail("%s: %v (expected: refused)", what, err)
	}
	equal(what+": status", coded.Code(), status)
	equal(what+": code", payloadCode(err), code)
}

func payloadCode(err error) int32 {
	payload := reflect.ValueOf(err).MethodByName("GetPayload").Call(nil)[0]
	return int32(payload.Elem().FieldByName("Code").Int())
}

func equal(what string, got, expected any) {
	if !reflect.DeepEqual(got, expected) {
		fail("%s: %+v (expected: %+v)", what, got, expected)
	}
}

func must(err error) {
	if err != nil {
		fail("%v (expected: no error)", err)
	}
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(1)
}
